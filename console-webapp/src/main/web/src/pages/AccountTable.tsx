import { Button, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useOffices } from '../api/queries';
import { includes, useSession } from '../api/session';
import type { Account } from '../api/types';
import { Confirm } from '../parts/Confirm';
import { ProblemAlert } from '../parts/Failure';
import { Time } from '../parts/Time';
import { useAction } from '../parts/useAction';

type Deed = 'reset' | 'disable' | 'remove';

export function AccountTable({
  accounts,
  onChange,
  onGiven,
}: {
  accounts: Account[];
  onChange: (account: Account) => void;
  onGiven: (name: string, password: string) => void;
}) {
  const { t } = useTranslation();
  const { session } = useSession();
  const [asked, setAsked] = useState<{ deed: Deed; account: Account } | null>(null);
  const enable = useAction((name: string) => api.post(`/accounts/${name}`, { disabled: false }), ['accounts']);
  return (
    <>
      <ProblemAlert problem={enable.error} />
      <Table aria-label={t('accounts/title')} variant="compact">
        <Thead>
          <Tr>
            <Th modifier="nowrap">{t('accounts/name')}</Th>
            <Th modifier="nowrap">{t('accounts/role')}</Th>
            <Th modifier="nowrap">{t('accounts/scope')}</Th>
            <Th modifier="nowrap">{t('accounts/state')}</Th>
            <Th modifier="nowrap">{t('accounts/created')}</Th>
            <Th screenReaderText={t('common/actions')} />
          </Tr>
        </Thead>
        <Tbody>
          {accounts.map((account) => (
            <Tr key={account.name}>
              <Td dataLabel={t('accounts/name')}>
                <span>
                  <strong>{account.name}</strong> {account.name === session?.name && `(${t('accounts/you')})`}
                </span>
              </Td>
              <Td dataLabel={t('accounts/role')}>{t(`accounts/${account.role}`)}</Td>
              <Td dataLabel={t('accounts/scope')}>
                <ScopeText account={account} />
              </Td>
              <Td dataLabel={t('accounts/state')}>
                <AccountState account={account} />
              </Td>
              <Td dataLabel={t('accounts/created')}>
                <Time value={account.createdAt} relative />
              </Td>
              <Td isActionCell modifier="nowrap">
                {session && includes(session.role, account.role) && (
                  <Deeds
                    account={account}
                    onChange={() => onChange(account)}
                    onEnable={() => enable.mutate(account.name)}
                    onAsk={(deed) => setAsked({ deed, account })}
                  />
                )}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {asked && <Question {...asked} onGiven={onGiven} onClose={() => setAsked(null)} />}
    </>
  );
}

function Deeds({
  account,
  onChange,
  onEnable,
  onAsk,
}: {
  account: Account;
  onChange: () => void;
  onEnable: () => void;
  onAsk: (deed: Deed) => void;
}) {
  const { t } = useTranslation();
  const button = (key: string, onClick: () => void, isDanger = false) => (
    <Button
      variant="link"
      size="sm"
      isDanger={isDanger}
      aria-label={t(`accounts/${key}Of`, { replace: { name: account.name } })}
      onClick={onClick}
    >
      {t(`accounts/${key}`)}
    </Button>
  );
  return (
    <>
      {button('change', onChange)}
      {button('reset', () => onAsk('reset'))}
      {account.disabled ? button('enable', onEnable) : button('disable', () => onAsk('disable'), true)}
      {button('remove', () => onAsk('remove'), true)}
    </>
  );
}

/** Asks once more, and then does it. */
function Question({
  deed,
  account,
  onGiven,
  onClose,
}: {
  deed: Deed;
  account: Account;
  onGiven: (name: string, password: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const path = `/accounts/${account.name}`;
  const act = useAction(
    async () => {
      if (deed === 'remove') await api.remove(path);
      else if (deed === 'disable') await api.post(path, { disabled: true });
      else onGiven(account.name, (await api.post<{ password: string }>(`${path}/one-time-password`)).password);
    },
    ['accounts'],
    onClose,
  );
  return (
    <Confirm
      title={t(`accounts/${deed}Title`, { replace: { name: account.name } })}
      body={t(`accounts/${deed}Body`)}
      yes={t(`accounts/${deed}`)}
      no={t('common/cancel')}
      busy={act.isPending}
      problem={act.error}
      onYes={() => act.mutate(undefined)}
      onNo={onClose}
    />
  );
}

function ScopeText({ account }: { account: Account }) {
  const { t } = useTranslation();
  const offices = useOffices();
  if (account.everything) return <>{t('accounts/everything')}</>;
  const names = account.offices.map((id) => offices.find((office) => office.id === id)?.name ?? id).join(', ');
  return <>{t('accounts/officesOf', { count: account.offices.length, names })}</>;
}

function AccountState({ account }: { account: Account }) {
  const { t } = useTranslation();
  if (account.disabled) {
    return (
      <Label isCompact status="danger">
        {t('accounts/disabled')}
      </Label>
    );
  }
  return (
    <Label isCompact status={account.passwordSet ? 'success' : 'warning'}>
      {t(account.passwordSet ? 'accounts/active' : 'accounts/waiting')}
    </Label>
  );
}
