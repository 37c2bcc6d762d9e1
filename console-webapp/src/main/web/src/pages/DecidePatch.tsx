import {
  Button,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextInput,
} from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useRead } from '../api/queries';
import type { Decision, Group, List, Patch } from '../api/types';
import { Choice } from '../parts/Choice';
import { ProblemAlert } from '../parts/Failure';
import { useAction } from '../parts/useAction';

/** The group that every computer is in. */
export const ALL = 'all';
const MAX_NOTE = 500;

export function DecidePatch({ patch, onClose }: { patch: Patch; onClose: () => void }) {
  const { t } = useTranslation();
  const [group, setGroup] = useState(ALL);
  const [note, setNote] = useState('');
  const { data, error } = useRead<List<Group>>('computers', '/groups', { limit: 1000 });
  const decide = useAction(
    (decision: Decision) => api.put<void>(`/patches/${patch.id}/approvals`, { group, decision, note }),
    ['patches'],
    onClose,
  );
  const decided = [...(patch.approvedFor ?? []), ...(patch.declinedFor ?? [])];
  const names = [...new Set([...(data?.items ?? []).map((one) => one.name), ...decided])]
    .filter((name) => name !== ALL)
    .sort((left, right) => left.localeCompare(right));
  return (
    <Modal isOpen variant="small" aria-labelledby="decide-title" onClose={onClose}>
      <ModalHeader title={t('decide/title', { patch: `${patch.package} ${patch.candidate}` })} labelId="decide-title" />
      <ModalBody>
        <ProblemAlert problem={decide.error ?? error} />
        <Form onSubmit={(event) => event.preventDefault()}>
          <FormGroup label={t('decide/group')} fieldId="decide-group">
            <Choice
              id="decide-group"
              label={t('decide/group')}
              value={group}
              options={[{ value: ALL, text: t('decide/all') }, ...names.map((name) => ({ value: name, text: name }))]}
              onChange={(next) => setGroup(next ?? ALL)}
            />
            <FormHelperText>
              <HelperText>
                <HelperTextItem>{t('decide/rule')}</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          <FormGroup label={t('decide/note')} fieldId="decide-note">
            <TextInput id="decide-note" value={note} maxLength={MAX_NOTE} onChange={(_event, next) => setNote(next)} />
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button onClick={() => decide.mutate('APPROVED')} isDisabled={decide.isPending}>
          {t('decide/approve')}
        </Button>
        <Button variant="danger" onClick={() => decide.mutate('DECLINED')} isDisabled={decide.isPending}>
          {t('decide/decline')}
        </Button>
        {decided.includes(group) && (
          <Button variant="secondary" onClick={() => decide.mutate('NOT_APPROVED')} isDisabled={decide.isPending}>
            {t('decide/takeBack')}
          </Button>
        )}
        <Button variant="link" onClick={onClose}>
          {t('common/cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
