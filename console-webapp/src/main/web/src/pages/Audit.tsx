import { EmptyState, Label, PageSection, Skeleton, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import type { AuditEntry, List } from '../api/types';
import { window, type readAudit } from '../logic/search';
import { Failed } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { LateText } from '../parts/LateText';
import { Pager } from '../parts/Pager';
import { Time } from '../parts/Time';

export function Audit() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const set = (change: Partial<ReturnType<typeof readAudit>>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...change }), replace });
  const { data, error, refetch } = useRead<List<AuditEntry>>('audit', '/audit', {
    action: search.action,
    ...window(search),
  });
  return (
    <PageSection isFilled>
      <Heading title={t('nav/audit')} count={data && t('audit/count', { count: data.total })} />
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem className="fettle-grow">
            <LateText label={t('audit/filter')} value={search.action} onChange={(action) => set({ action }, !!search.action)} />
          </ToolbarItem>
          <ToolbarItem align={{ default: 'alignEnd' }} variant="pagination">
            <Pager total={data?.total ?? 0} paged={search} onChange={set} />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height="16rem" screenreaderText={t('common/loading')} />
      ) : data.items.length === 0 ? (
        <EmptyState titleText={t('audit/none')} headingLevel="h2" />
      ) : (
        <AuditTable entries={data.items} />
      )}
    </PageSection>
  );
}

function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const { t } = useTranslation();
  return (
    <Table aria-label={t('nav/audit')} variant="compact">
      <Thead>
        <Tr>
          <Th modifier="nowrap">{t('audit/number')}</Th>
          <Th modifier="nowrap">{t('audit/at')}</Th>
          <Th modifier="nowrap">{t('audit/actor')}</Th>
          <Th modifier="nowrap">{t('audit/action')}</Th>
          <Th modifier="nowrap">{t('audit/subject')}</Th>
          <Th modifier="nowrap">{t('audit/outcome')}</Th>
          <Th modifier="nowrap">{t('audit/details')}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {entries.map((entry) => (
          <Tr key={entry.number}>
            <Td dataLabel={t('audit/number')}>{entry.number}</Td>
            <Td dataLabel={t('audit/at')}>
              <Time value={entry.at} />
            </Td>
            <Td dataLabel={t('audit/actor')}>{entry.actor}</Td>
            <Td dataLabel={t('audit/action')} className="fettle-code">
              <code>{entry.action}</code>
            </Td>
            <Td dataLabel={t('audit/subject')} className="fettle-code">
              {entry.subject}
            </Td>
            <Td dataLabel={t('audit/outcome')}>
              <Label isCompact status={entry.outcome === 'REFUSED' ? 'danger' : 'success'}>
                {t(`audit/${entry.outcome}`)}
              </Label>
            </Td>
            <Td dataLabel={t('audit/details')} className="fettle-code fettle-note">
              {Object.entries(entry.details)
                .map(([name, value]) => `${name}=${value}`)
                .join(', ')}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
