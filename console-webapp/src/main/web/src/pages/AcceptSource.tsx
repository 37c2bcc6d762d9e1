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
  TextArea,
  TextInput,
} from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import type { Source } from '../api/types';
import { ProblemAlert } from '../parts/Failure';
import { useAction } from '../parts/useAction';

/** What computers report names keys but does not hold them: whom to trust is for an admin to say. */
export function AcceptSource({
  settings,
  suggestedName,
  onDone,
}: {
  settings: Record<string, string>;
  suggestedName: string;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(suggestedName.slice(0, 200));
  const [keyring, setKeyring] = useState('');
  const [isPrivate, setPrivate] = useState(false);
  const add = useAction(
    () =>
      api.post<Source>('/sources', {
        kind: 'apt',
        name: name.trim(),
        settings: { ...settings, keyring, network: isPrivate ? 'private' : 'public' },
      }),
    ['sources', 'summary'],
    onDone,
  );
  return (
    <Modal isOpen variant="medium" aria-labelledby="accept-title" onClose={onDone}>
      <ModalHeader title={t('sources/accept')} labelId="accept-title" description={suggestedName} />
      <ModalBody>
        <ProblemAlert problem={add.error} />
        <Form onSubmit={(event) => event.preventDefault()}>
          <FormGroup label={t('sources/name')} fieldId="source-name" isRequired>
            <TextInput
              id="source-name"
              isRequired
              maxLength={200}
              value={name}
              onChange={(_event, value) => setName(value)}
            />
          </FormGroup>
          <FormGroup label={t('sources/keyring')} fieldId="source-keyring" isRequired>
            <TextArea
              id="source-keyring"
              isRequired
              rows={8}
              className="fettle-code"
              value={keyring}
              aria-describedby="source-keyring-help"
              onChange={(_event, value) => setKeyring(value)}
            />
            <FormHelperText>
              <HelperText id="source-keyring-help">
                <HelperTextItem className="fettle-code">
                  {t('sources/keyringHint', { replace: { fingerprints: settings.fingerprints || t('common/none') } })}
                </HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          <Checkbox
            id="source-private"
            label={t('sources/private')}
            description={t('sources/privateHint')}
            isChecked={isPrivate}
            onChange={(_event, checked) => setPrivate(checked)}
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          onClick={() => add.mutate(undefined)}
          isDisabled={add.isPending || !name.trim() || !keyring.trim()}
          isLoading={add.isPending}
        >
          {t('sources/accept')}
        </Button>
        <Button variant="link" onClick={onDone}>
          {t('common/cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
