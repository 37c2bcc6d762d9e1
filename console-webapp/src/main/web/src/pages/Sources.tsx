import { Button, Card, CardBody, CardTitle, EmptyState, EmptyStateBody, PageSection, Progress, Skeleton } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useRead } from '../api/queries';
import { useMay, useMayEverywhere } from '../api/session';
import type { List, Source } from '../api/types';
import { Confirm } from '../parts/Confirm';
import { Failed, ProblemAlert } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { SourceStateLabel } from '../parts/labels';
import { useNumber } from '../parts/number';
import { Time } from '../parts/Time';
import { useAction } from '../parts/useAction';
import { Words } from '../parts/Words';
import { AcceptSource } from './AcceptSource';

const MOST = 1000;
const WHOLE = 100;

export function Sources() {
  const { t } = useTranslation();
  const isAdmin = useMay('ADMIN');
  const { data, error, refetch } = useRead<List<Source>>('sources', '/sources', { limit: MOST });
  return (
    <PageSection isFilled>
      <Heading title={t('nav/sources')} count={data && t('sources/count', { count: data.total })} />
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height="16rem" screenreaderText={t('common/loading')} />
      ) : (
        <>
          {data.items.length === 0 ? (
            <EmptyState titleText={t('sources/emptyTitle')} headingLevel="h2">
              <EmptyStateBody>{t('sources/emptyBody')}</EmptyStateBody>
            </EmptyState>
          ) : (
            <SourceTable sources={data.items} />
          )}
          {isAdmin && <Suggestions />}
        </>
      )}
    </PageSection>
  );
}

function SourceTable({ sources }: { sources: Source[] }) {
  const { t } = useTranslation();
  const number = useNumber();
  const isOperator = useMay('OPERATOR');
  const mayRemove = useMayEverywhere('ADMIN');
  const [leaving, setLeaving] = useState<Source | null>(null);
  const sync = useAction((id: string) => api.post<void>(`/sources/${id}/sync`), ['sources', 'summary']);
  const remove = useAction(
    (id: string) => api.remove(`/sources/${id}`),
    ['sources', 'summary', 'patches'],
    () => setLeaving(null),
  );
  return (
    <>
      <ProblemAlert problem={sync.error} />
      <Table aria-label={t('nav/sources')} variant="compact">
        <Thead>
          <Tr>
            <Th modifier="nowrap">{t('sources/name')}</Th>
            <Th modifier="nowrap">{t('sources/kind')}</Th>
            <Th modifier="nowrap">{t('sources/state')}</Th>
            <Th modifier="nowrap" className="fettle-number">
              {t('sources/packages')}
            </Th>
            <Th modifier="nowrap" className="fettle-number">
              {t('sources/advisories')}
            </Th>
            <Th modifier="nowrap">{t('sources/lastSuccess')}</Th>
            <Th modifier="nowrap">{t('sources/nextAttempt')}</Th>
            {isOperator && <Th screenReaderText={t('common/actions')} />}
          </Tr>
        </Thead>
        <Tbody>
          {sources.map((source) => (
            <Tr key={source.id}>
              <Td dataLabel={t('sources/name')}>
                <strong>{source.name}</strong>
                <div className="fettle-note fettle-details">
                  {[source.settings.uri, source.settings.suite, source.settings.components].filter(Boolean).join(' ')}
                </div>
              </Td>
              <Td dataLabel={t('sources/kind')}>{source.kind}</Td>
              <Td dataLabel={t('sources/state')}>
                <SourceStateLabel state={source.state} />
                {source.reason && (
                  <div className="fettle-note fettle-details">
                    <Words reason={source.reason} />
                  </div>
                )}
                {source.progress && <StepProgress name={source.name} progress={source.progress} />}
              </Td>
              <Td dataLabel={t('sources/packages')} className="fettle-number">
                {number(source.packages)}
              </Td>
              <Td dataLabel={t('sources/advisories')} className="fettle-number">
                {number(source.advisories)}
              </Td>
              <Td dataLabel={t('sources/lastSuccess')}>
                <Time value={source.lastSuccess} relative />
              </Td>
              <Td dataLabel={t('sources/nextAttempt')}>
                {source.nextAttempt ? <Time value={source.nextAttempt} relative /> : '–'}
              </Td>
              {isOperator && (
                <Td isActionCell>
                  <Button
                    variant="link"
                    size="sm"
                    aria-label={t('sources/syncOf', { replace: { name: source.name } })}
                    isDisabled={source.state === 'SYNCING' || sync.isPending}
                    onClick={() => sync.mutate(source.id)}
                  >
                    {t('sources/sync')}
                  </Button>
                  {mayRemove && (
                    <Button
                      variant="link"
                      size="sm"
                      isDanger
                      aria-label={t('sources/removeOf', { replace: { name: source.name } })}
                      onClick={() => setLeaving(source)}
                    >
                      {t('common/remove')}
                    </Button>
                  )}
                </Td>
              )}
            </Tr>
          ))}
        </Tbody>
      </Table>
      {leaving && (
        <Confirm
          title={t('sources/removeTitle')}
          body={t('sources/removeBody', { replace: { name: leaving.name } })}
          yes={t('common/remove')}
          no={t('common/cancel')}
          busy={remove.isPending}
          problem={remove.error}
          onYes={() => remove.mutate(leaving.id)}
          onNo={() => setLeaving(null)}
        />
      )}
    </>
  );
}

function StepProgress({ name, progress }: { name: string; progress: NonNullable<Source['progress']> }) {
  const { t, i18n } = useTranslation();
  const key = `step/${progress.step}`;
  const step = i18n.exists(key) ? t(key) : progress.step;
  return (
    <Progress
      size="sm"
      title={step}
      aria-label={t('sources/progress', { replace: { name } })}
      value={progress.total > 0 ? Math.min(WHOLE, Math.floor((progress.done / progress.total) * WHOLE)) : 0}
    />
  );
}

function Suggestions() {
  const { t } = useTranslation();
  const mayAdd = useMayEverywhere('ADMIN');
  const { data, error } = useRead<List<Record<string, string>>>('sources', '/sources/suggestions', { limit: MOST });
  const [accepted, setAccepted] = useState<Record<string, string> | null>(null);
  const nameOf = (settings: Record<string, string>) => `${settings.uri ?? ''} ${settings.suite ?? ''}`.trim();
  if (error || !data) return <ProblemAlert problem={error} />;
  return (
    <Card className="fettle-above">
      <CardTitle component="h2">{t('sources/suggestions')}</CardTitle>
      <CardBody>
        <p className="fettle-gap">{t(data.items.length === 0 ? 'sources/noSuggestions' : 'sources/suggestionsNote')}</p>
        <ul className="fettle-rows">
          {data.items.map((settings) => (
            <li key={nameOf(settings)} className="fettle-head">
              <span className="fettle-details">
                <strong>{nameOf(settings)}</strong> {settings.components}{' '}
                <span className="fettle-note">{settings.architectures}</span>
              </span>
              {mayAdd && (
                <Button
                  variant="secondary"
                  size="sm"
                  aria-label={t('sources/acceptOf', { replace: { name: nameOf(settings) } })}
                  onClick={() => setAccepted(settings)}
                >
                  {t('sources/accept')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </CardBody>
      {accepted && (
        <AcceptSource settings={accepted} suggestedName={nameOf(accepted)} onDone={() => setAccepted(null)} />
      )}
    </Card>
  );
}
