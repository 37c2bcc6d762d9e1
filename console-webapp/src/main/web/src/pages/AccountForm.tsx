import {
  Button,
  Checkbox,
  Form,
  FormGroup,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Radio,
  TextInput,
} from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOffices } from '../api/queries';
import { includes, useSession } from '../api/session';
import { ROLES, type Account, type Role } from '../api/types';
import { Choice } from '../parts/Choice';
import { ProblemAlert } from '../parts/Failure';
import { Hint } from '../parts/Hint';
import { useAction } from '../parts/useAction';

const NAME = /^[a-z][a-z0-9._-]{0,63}$/;

/** What is asked of the server. */
export interface Wish {
  name: string;
  role: Role;
  everything: boolean;
  offices: string[];
}

/** A new account, or a change of one that is there: its name stays. */
export function AccountForm({
  account,
  save,
  onDone,
  onClose,
}: {
  account?: Account;
  save: (wish: Wish) => Promise<Account>;
  onDone: (account: Account) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { session } = useSession();
  const [name, setName] = useState(account?.name ?? '');
  const [role, setRole] = useState<Role>(account?.role ?? 'VIEWER');
  const [everything, setEverything] = useState(account?.everything ?? false);
  const [offices, setOffices] = useState<string[]>(account?.offices ?? []);
  const always = role === 'PLATFORM_ADMIN';
  const sees = everything || always;
  const saving = useAction(() => save({ name, role, everything: sees, offices: sees ? [] : offices }), ['accounts'], onDone);
  const roles = ROLES.filter((known) => session && includes(session.role, known));
  const title = account ? t('accounts/changeTitle', { replace: { name: account.name } }) : t('accounts/add');
  return (
    <Modal isOpen variant="small" aria-labelledby="account-title" onClose={onClose}>
      <ModalHeader title={title} description={account && t('accounts/changeNote')} labelId="account-title" />
      <ModalBody>
        <ProblemAlert problem={saving.error} />
        <Form onSubmit={(event) => event.preventDefault()}>
          {!account && (
            <FormGroup label={t('accounts/name')} fieldId="account-name" isRequired>
              <TextInput
                id="account-name"
                isRequired
                maxLength={64}
                autoComplete="off"
                value={name}
                validated={name === '' || NAME.test(name) ? 'default' : 'error'}
                onChange={(_event, v) => setName(v)}
              />
              <Hint text={t('accounts/nameHint')} />
            </FormGroup>
          )}
          <FormGroup label={t('accounts/role')} fieldId="account-role">
            <Choice
              id="account-role"
              label={t('accounts/role')}
              value={role}
              options={roles.map((value) => ({ value, text: t(`accounts/${value}`) }))}
              onChange={(next) => setRole(roles.find((known) => known === next) ?? 'VIEWER')}
            />
            <Hint text={t(`accounts/${role}Hint`)} />
          </FormGroup>
          <ScopeChoice
            everything={sees}
            fixed={always}
            chosen={offices}
            onEverything={setEverything}
            onChoose={setOffices}
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          onClick={() => saving.mutate(undefined)}
          isDisabled={saving.isPending || !NAME.test(name) || (!sees && offices.length === 0)}
        >
          {t(account ? 'accounts/save' : 'accounts/add')}
        </Button>
        <Button variant="link" onClick={onClose}>
          {t('common/cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function ScopeChoice({
  everything,
  fixed,
  chosen,
  onEverything,
  onChoose,
}: {
  everything: boolean;
  fixed: boolean;
  chosen: string[];
  onEverything: (everything: boolean) => void;
  onChoose: (offices: string[]) => void;
}) {
  const { t } = useTranslation();
  const { session } = useSession();
  const offices = useOffices();
  return (
    <>
      <FormGroup role="radiogroup" label={t('accounts/scope')} fieldId="account-scope">
        <div className="fettle-choices">
          {session?.everything && (
            <Radio
              id="account-everything"
              name="account-scope"
              label={t('accounts/everything')}
              description={t('accounts/everythingHint')}
              isChecked={everything}
              onChange={() => onEverything(true)}
            />
          )}
          <Radio
            id="account-some"
            name="account-scope"
            label={t('accounts/someOffices')}
            isDisabled={fixed}
            isChecked={!everything}
            onChange={() => onEverything(false)}
          />
        </div>
      </FormGroup>
      {!everything && (
        <FormGroup role="group" label={t('accounts/offices')} fieldId="account-offices" isRequired>
          <div className="fettle-choices">
            {offices.map((office) => (
              <Checkbox
                key={office.id}
                id={`account-office-${office.id}`}
                label={office.name}
                isChecked={chosen.includes(office.id)}
                onChange={(_event, on) => onChoose(on ? [...chosen, office.id] : chosen.filter((id) => id !== office.id))}
              />
            ))}
          </div>
        </FormGroup>
      )}
    </>
  );
}
