import { Button, ClipboardCopy, EmptyState, EmptyStateBody, Modal, ModalBody, ModalFooter, ModalHeader, PageSection, Skeleton, Alert } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useOffices, useRead } from '../api/queries';
import type { List, Token } from '../api/types';
import { Failed, ProblemAlert } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { tokenState, TokenStateLabel } from '../parts/labels';
import { useNumber } from '../parts/number';
import { Time } from '../parts/Time';
import { useAction } from '../parts/useAction';
import { NewToken } from './NewToken';

const MOST = 1000;
/** Takes the secret from the keyboard, so that neither the process list nor a history keeps it. */
const COMMAND = "sh -c 'umask 077 && stty -echo && IFS= read -r token && stty echo && printf %s \"$token\" > enrol.token'";

export function Enrolment() {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<Token | null>(null);
  const { data, error, refetch } = useRead<List<Token>>('tokens', '/enrolment-tokens', { limit: MOST });
  return (
    <PageSection isFilled>
      <Heading title={t('tokens/title')}>
        <Button onClick={() => setCreating(true)}>{t('tokens/create')}</Button>
      </Heading>
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height="12rem" screenreaderText={t('common/loading')} />
      ) : data.items.length === 0 ? (
        <EmptyState titleText={t('tokens/emptyTitle')} headingLevel="h2">
          <EmptyStateBody>{t('tokens/emptyBody')}</EmptyStateBody>
        </EmptyState>
      ) : (
        <TokenTable tokens={data.items} />
      )}
      {creating && (
        <NewToken
          onMade={(token) => {
            setCreating(false);
            setMade(token);
          }}
          onClose={() => setCreating(false)}
        />
      )}
      {made && <Secret token={made} onClose={() => setMade(null)} />}
    </PageSection>
  );
}

function TokenTable({ tokens }: { tokens: Token[] }) {
  const { t } = useTranslation();
  const number = useNumber();
  const offices = useOffices();
  const revoke = useAction((id: string) => api.remove(`/enrolment-tokens/${id}`), ['tokens']);
  return (
    <>
      <ProblemAlert problem={revoke.error} />
      <Table aria-label={t('tokens/title')} variant="compact">
        <Thead>
          <Tr>
            <Th modifier="nowrap">{t('tokens/role')}</Th>
            <Th modifier="nowrap">{t('tokens/office')}</Th>
            <Th modifier="nowrap">{t('tokens/state')}</Th>
            <Th modifier="nowrap" className="fettle-number">
              {t('tokens/usesLeft')}
            </Th>
            <Th modifier="nowrap">{t('tokens/autoApprove')}</Th>
            <Th modifier="nowrap">{t('tokens/expires')}</Th>
            <Th modifier="nowrap">{t('tokens/createdBy')}</Th>
            <Th modifier="nowrap">{t('tokens/created')}</Th>
            <Th screenReaderText={t('common/actions')} />
          </Tr>
        </Thead>
        <Tbody>
          {tokens.map((token) => (
            <Tr key={token.id}>
              <Td dataLabel={t('tokens/role')}>
                {t(`tokens/${token.role}`)} {token.names.length > 0 && `(${token.names.join(', ')})`}
              </Td>
              <Td dataLabel={t('tokens/office')}>
                {offices.find((office) => office.id === token.officeId)?.name ?? token.officeId}
              </Td>
              <Td dataLabel={t('tokens/state')}>
                <TokenStateLabel token={token} />
              </Td>
              <Td dataLabel={t('tokens/usesLeft')} className="fettle-number">
                {number(token.usesLeft)}
              </Td>
              <Td dataLabel={t('tokens/autoApprove')}>{t(token.autoApprove ? 'common/yes' : 'common/no')}</Td>
              <Td dataLabel={t('tokens/expires')}>
                <Time value={token.expiresAt} />
              </Td>
              <Td dataLabel={t('tokens/createdBy')}>{token.createdBy}</Td>
              <Td dataLabel={t('tokens/created')}>
                <Time value={token.createdAt} relative />
              </Td>
              <Td isActionCell>
                {tokenState(token, new Date()) === 'usable' && (
                  <Button
                    variant="link"
                    size="sm"
                    isDanger
                    aria-label={t('tokens/revokeOf', { replace: { id: token.id } })}
                    isDisabled={revoke.isPending}
                    onClick={() => revoke.mutate(token.id)}
                  >
                    {t('tokens/revoke')}
                  </Button>
                )}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}

function Secret({ token, onClose }: { token: Token; onClose: () => void }) {
  const { t } = useTranslation();
  const copy = { hoverTip: t('common/copy'), clickTip: t('common/copied'), isReadOnly: true } as const;
  return (
    <Modal isOpen variant="medium" aria-labelledby="secret-title" onClose={onClose}>
      <ModalHeader title={t('tokens/secretTitle')} labelId="secret-title" />
      <ModalBody>
        <Alert isInline variant="warning" title={t('tokens/secretNote')} className="fettle-gap" />
        <ClipboardCopy {...copy} isCode textAriaLabel={t('tokens/secret')} className="fettle-gap">
          {token.secret ?? ''}
        </ClipboardCopy>
        <h2 className="fettle-legend-text">{t('tokens/installTitle')}</h2>
        <p className="fettle-gap">{t('tokens/installNote')}</p>
        <ClipboardCopy {...copy} isCode textAriaLabel={t('tokens/installCommand')}>
          {COMMAND}
        </ClipboardCopy>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>{t('common/close')}</Button>
      </ModalFooter>
    </Modal>
  );
}
