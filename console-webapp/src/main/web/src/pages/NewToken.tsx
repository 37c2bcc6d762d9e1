import {
  Button,
  Checkbox,
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
import { useOffices } from '../api/queries';
import type { Token } from '../api/types';
import { Choice } from '../parts/Choice';
import { ProblemAlert } from '../parts/Failure';
import { useAction } from '../parts/useAction';

const VALIDITIES = ['PT1H', 'P1D', 'P7D'] as const;
const HEAD_OFFICE = 'head-office';

function words(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

export function NewToken({ onMade, onClose }: { onMade: (token: Token) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const offices = useOffices();
  const [role, setRole] = useState<Token['role']>('AGENT');
  const [officeId, setOfficeId] = useState(HEAD_OFFICE);
  const [groups, setGroups] = useState('');
  const [names, setNames] = useState('');
  const [uses, setUses] = useState('1');
  const [autoApprove, setAutoApprove] = useState(true);
  const [validity, setValidity] = useState<string>('PT1H');
  const isRelay = role === 'RELAY';
  // Who sees some offices only may not see the head office.
  const office = offices.some(({ id }) => id === officeId) ? officeId : (offices[0]?.id ?? HEAD_OFFICE);
  const create = useAction(
    () =>
      api.post<Token>('/enrolment-tokens', {
        role,
        officeId: office,
        groups: words(groups),
        autoApprove,
        uses: Number(uses),
        validity,
        names: isRelay ? words(names) : [],
      }),
    ['tokens'],
    onMade,
  );
  const usesFit = /^[1-9][0-9]{0,5}$/.test(uses);
  return (
    <Modal isOpen variant="small" aria-labelledby="token-title" onClose={onClose}>
      <ModalHeader title={t('tokens/create')} labelId="token-title" />
      <ModalBody>
        <ProblemAlert problem={create.error} />
        <Form onSubmit={(event) => event.preventDefault()}>
          <FormGroup label={t('tokens/role')} fieldId="token-role">
            <Choice
              id="token-role"
              label={t('tokens/role')}
              value={role}
              options={(['AGENT', 'RELAY'] as const).map((value) => ({ value, text: t(`tokens/${value}`) }))}
              onChange={(next) => setRole(next === 'RELAY' ? 'RELAY' : 'AGENT')}
            />
          </FormGroup>
          <FormGroup label={t('tokens/office')} fieldId="token-office">
            <Choice
              id="token-office"
              label={t('tokens/office')}
              value={office}
              options={offices.map((office) => ({ value: office.id, text: office.name }))}
              onChange={(next) => setOfficeId(next ?? HEAD_OFFICE)}
            />
          </FormGroup>
          {isRelay ? (
            <FormGroup label={t('tokens/names')} fieldId="token-names" isRequired>
              <TextInput id="token-names" value={names} maxLength={2000} onChange={(_event, v) => setNames(v)} />
              <FormHelperText>
                <HelperText>
                  <HelperTextItem>{t('tokens/namesHint')}</HelperTextItem>
                </HelperText>
              </FormHelperText>
            </FormGroup>
          ) : (
            <FormGroup label={t('tokens/groups')} fieldId="token-groups">
              <TextInput id="token-groups" value={groups} maxLength={2000} onChange={(_event, v) => setGroups(v)} />
              <FormHelperText>
                <HelperText>
                  <HelperTextItem>{t('tokens/groupsHint')}</HelperTextItem>
                </HelperText>
              </FormHelperText>
            </FormGroup>
          )}
          <FormGroup label={t('tokens/uses')} fieldId="token-uses">
            <TextInput
              id="token-uses"
              type="number"
              min={1}
              value={uses}
              validated={usesFit ? 'default' : 'error'}
              onChange={(_event, v) => setUses(v)}
            />
          </FormGroup>
          <FormGroup label={t('tokens/validity')} fieldId="token-validity">
            <Choice
              id="token-validity"
              label={t('tokens/validity')}
              value={validity}
              options={VALIDITIES.map((value) => ({ value, text: t(`tokens/${value}`) }))}
              onChange={(next) => setValidity(next ?? 'PT1H')}
            />
          </FormGroup>
          <Checkbox
            id="token-approve"
            label={t('tokens/autoApprove')}
            description={t('tokens/autoApproveHint')}
            isChecked={autoApprove}
            onChange={(_event, on) => setAutoApprove(on)}
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          onClick={() => create.mutate(undefined)}
          isDisabled={create.isPending || !usesFit || (isRelay && words(names).length === 0)}
        >
          {t('tokens/create')}
        </Button>
        <Button variant="link" onClick={onClose}>
          {t('common/cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
