import { Alert, Button, ClipboardCopy, Modal, ModalBody, ModalFooter, ModalHeader, PageSection, Skeleton } from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useRead } from '../api/queries';
import type { Account, List } from '../api/types';
import { Failed } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { AccountForm } from './AccountForm';
import { AccountTable } from './AccountTable';

const MOST = 1000;

export function Accounts() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Account | null>(null);
  const [given, setGiven] = useState<{ name: string; password: string } | null>(null);
  const { data, error, refetch } = useRead<List<Account>>('accounts', '/accounts', { limit: MOST });
  return (
    <PageSection isFilled>
      <Heading title={t('accounts/title')} count={data && t('accounts/count', { count: data.total })}>
        <Button onClick={() => setAdding(true)}>{t('accounts/add')}</Button>
      </Heading>
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height="12rem" screenreaderText={t('common/loading')} />
      ) : (
        <AccountTable accounts={data.items} onChange={setChanging} onGiven={(name, password) => setGiven({ name, password })} />
      )}
      {adding && (
        <AccountForm
          save={(wish) => api.post<Account>('/accounts', wish)}
          onDone={(account) => {
            setAdding(false);
            setGiven({ name: account.name, password: account.oneTimePassword ?? '' });
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {changing && (
        <AccountForm
          account={changing}
          save={({ role, everything, offices }) =>
            api.post<Account>(`/accounts/${changing.name}`, { role, everything, offices })
          }
          onDone={() => setChanging(null)}
          onClose={() => setChanging(null)}
        />
      )}
      {given && <Given {...given} onClose={() => setGiven(null)} />}
    </PageSection>
  );
}

function Given({ name, password, onClose }: { name: string; password: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal isOpen variant="small" aria-labelledby="given-title" onClose={onClose}>
      <ModalHeader title={t('accounts/oneTimeTitle', { replace: { name } })} labelId="given-title" />
      <ModalBody>
        <Alert isInline variant="warning" title={t('accounts/oneTimeNote')} className="fettle-gap" />
        <ClipboardCopy
          isReadOnly
          isCode
          hoverTip={t('common/copy')}
          clickTip={t('common/copied')}
          textAriaLabel={t('accounts/oneTime')}
        >
          {password}
        </ClipboardCopy>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>{t('common/close')}</Button>
      </ModalFooter>
    </Modal>
  );
}
