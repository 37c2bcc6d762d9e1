import { Button, EmptyState, EmptyStateBody, PageSection, Skeleton, ToggleGroup, ToggleGroupItem, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import { useMay } from '../api/session';
import type { List, Patch } from '../api/types';
import { window, type readPatches } from '../logic/search';
import { Day } from '../parts/Day';
import { Failed } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { AftermathLabels, DecisionLabels, SecurityLabel, SeverityLabel } from '../parts/labels';
import { useNumber } from '../parts/number';
import { Pager } from '../parts/Pager';
import { PartFilter } from '../parts/PartFilter';
import { DecidePatch } from './DecidePatch';

export function Patches() {
  const { t } = useTranslation();
  const number = useNumber();
  const search = useSearch({ from: '/patches' });
  const navigate = useNavigate({ from: '/patches' });
  const isOperator = useMay('OPERATOR');
  const [deciding, setDeciding] = useState<Patch>();
  const { data, error, refetch } = useRead<List<Patch>>('patches', '/patches', {
    security: search.security,
    office: search.office,
    group: search.group,
    ...window(search),
  });
  const set = (change: Partial<ReturnType<typeof readPatches>>) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...change }) });
  return (
    <PageSection isFilled>
      <Heading title={t('nav/patches')} count={data && t('patches/count', { count: data.total })}>
        {isOperator && (
          <Button onClick={() => void navigate({ to: '/deploy', search: { security: true } })}>
            {t('patches/deploySecurity')}
          </Button>
        )}
      </Heading>
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <ToggleGroup aria-label={t('patches/filter')}>
              <ToggleGroupItem
                text={t('patches/everything')}
                isSelected={!search.security}
                onChange={() => set({ security: undefined })}
              />
              <ToggleGroupItem
                text={t('patches/onlySecurity')}
                isSelected={!!search.security}
                onChange={() => set({ security: true })}
              />
            </ToggleGroup>
          </ToolbarItem>
          <PartFilter part={search} onChange={set} />
          <ToolbarItem align={{ default: 'alignEnd' }} variant="pagination">
            <Pager total={data?.total ?? 0} paged={search} onChange={set} />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height="20rem" screenreaderText={t('common/loading')} />
      ) : data.items.length === 0 ? (
        <EmptyState titleText={t('patches/emptyTitle')} headingLevel="h2" status="success">
          <EmptyStateBody>{t('patches/emptyBody')}</EmptyStateBody>
        </EmptyState>
      ) : (
        <>
          <Table aria-label={t('nav/patches')} variant="compact">
            <Thead>
              <Tr>
                <Th modifier="nowrap">{t('patches/package')}</Th>
                <Th modifier="nowrap">{t('patches/candidate')}</Th>
                <Th modifier="nowrap">{t('patches/kind')}</Th>
                <Th modifier="nowrap">{t('patches/severity')}</Th>
                <Th modifier="nowrap">{t('patches/decisions')}</Th>
                <Th modifier="nowrap" className="fettle-number">
                  {t('patches/computers')}
                </Th>
                <Th modifier="nowrap" className="fettle-number">
                  {t('patches/overdue')}
                </Th>
                <Th modifier="nowrap">{t('patches/firstSeen')}</Th>
                {isOperator && <Th screenReaderText={t('common/actions')} />}
              </Tr>
            </Thead>
            <Tbody>
              {data.items.map((patch) => (
                <Tr key={patch.id}>
                  <Td dataLabel={t('patches/package')}>
                    <Link to="/patches/$id" params={{ id: patch.id }} search={{ page: 1, size: 50 }}>
                      {patch.package}
                    </Link>{' '}
                    <span className="fettle-note">{patch.arch}</span>
                  </Td>
                  <Td dataLabel={t('patches/candidate')}>{patch.candidate}</Td>
                  <Td dataLabel={t('patches/kind')}>
                    <SecurityLabel security={patch.security} /> <AftermathLabels aftermath={patch.aftermath} />
                  </Td>
                  <Td dataLabel={t('patches/severity')}>
                    <SeverityLabel severity={patch.severity} />
                  </Td>
                  <Td dataLabel={t('patches/decisions')}>
                    <DecisionLabels patch={patch} />
                  </Td>
                  <Td dataLabel={t('patches/computers')} className="fettle-number">
                    {number(patch.computers)}
                    {patch.unconfirmed > 0 && (
                      <div className="fettle-note">{t('patches/unconfirmed', { count: patch.unconfirmed })}</div>
                    )}
                    {patch.superseded > 0 && (
                      <div className="fettle-note">{t('patches/superseded', { count: patch.superseded })}</div>
                    )}
                  </Td>
                  <Td dataLabel={t('patches/overdue')} className="fettle-number">
                    {number(patch.overdue)}
                    {patch.overdueUnconfirmed > 0 && (
                      <div className="fettle-note">{t('patches/unconfirmed', { count: patch.overdueUnconfirmed })}</div>
                    )}
                  </Td>
                  <Td dataLabel={t('patches/firstSeen')} modifier="nowrap">
                    <Day value={patch.firstSeen} />
                  </Td>
                  {isOperator && (
                    <Td isActionCell modifier="nowrap">
                      {patch.approvedFor && (
                        <Button
                          variant="link"
                          size="sm"
                          aria-label={`${t('patches/decide')} ${patch.package}`}
                          onClick={() => setDeciding(patch)}
                        >
                          {t('patches/decide')}
                        </Button>
                      )}
                      <Button
                        variant="link"
                        size="sm"
                        aria-label={`${t('patches/deploy')} ${patch.package}`}
                        onClick={() => void navigate({ to: '/deploy', search: { patch: patch.id } })}
                      >
                        {t('patches/deploy')}
                      </Button>
                    </Td>
                  )}
                </Tr>
              ))}
            </Tbody>
          </Table>
          <Pager bottom total={data.total} paged={search} onChange={set} />
        </>
      )}
      {deciding && <DecidePatch patch={deciding} onClose={() => setDeciding(undefined)} />}
    </PageSection>
  );
}
