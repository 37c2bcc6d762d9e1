import { EmptyState, Skeleton } from '@patternfly/react-core';
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOffices, useRead } from '../api/queries';
import { PATCH_STATES, type List, type PatchComputer } from '../api/types';
import { window, type readPatch } from '../logic/search';
import { ComputersToolbar } from '../parts/ComputersToolbar';
import { Due } from '../parts/Due';
import { Failed } from '../parts/Failure';
import { FindingStateLabel, PatchStateLabel } from '../parts/labels';
import { Pager } from '../parts/Pager';
import { Why } from '../parts/Words';
import { useOpenRows } from '../parts/useOpenRows';

type Search = ReturnType<typeof readPatch>;

export function PatchComputers({ id }: { id: string }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/patches/$id' });
  const navigate = useNavigate({ from: '/patches/$id' });
  const set = (change: Partial<Search>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...change }), replace });
  const { page: _page, size: _size, ...filter } = search;
  const { data, error, refetch } = useRead<List<PatchComputer>>('patches', `/patches/${id}/computers`, {
    ...filter,
    ...window(search),
  });
  return (
    <>
      <ComputersToolbar
        search={search}
        states={PATCH_STATES.map((value) => ({ value, text: t(`patchState/${value}`) }))}
        total={data?.total ?? 0}
        onChange={set}
      />
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height="12rem" screenreaderText={t('common/loading')} />
      ) : data.items.length === 0 ? (
        <EmptyState titleText={t('patch/nobody')} headingLevel="h2" />
      ) : (
        <>
          <ComputerTable computers={data.items} />
          <Pager bottom total={data.total} paged={search} onChange={set} />
        </>
      )}
    </>
  );
}

function ComputerTable({ computers }: { computers: PatchComputer[] }) {
  const { t } = useTranslation();
  const names = new Map(useOffices().map((office) => [office.id, office.name]));
  const { isOpen, toggle } = useOpenRows();
  return (
    <Table aria-label={t('nav/computers')} variant="compact">
      <Thead>
        <Tr>
          <Th screenReaderText={t('common/expand')} />
          <Th modifier="nowrap">{t('vulnerability/computer')}</Th>
          <Th modifier="nowrap">{t('part/office')}</Th>
          <Th modifier="nowrap">{t('vulnerability/state')}</Th>
          <Th modifier="nowrap">{t('finding/installed')}</Th>
          <Th modifier="nowrap">{t('finding/due')}</Th>
        </Tr>
      </Thead>
      {computers.map((one, rowIndex) => {
        const isExpanded = isOpen(one.computer);
        return (
          <Tbody key={one.computer} isExpanded={isExpanded}>
            <Tr>
              <Td
                {...(one.why.length > 0 && {
                  expand: { rowIndex, isExpanded, onToggle: () => toggle(one.computer), expandId: 'why' },
                })}
              />
              <Td dataLabel={t('vulnerability/computer')} modifier="nowrap">
                <Link to="/computers/$id" params={{ id: one.computer }} search={{ page: 1, size: 50, tab: 'findings' }}>
                  {one.hostname || one.computer}
                </Link>
              </Td>
              <Td dataLabel={t('part/office')}>{names.get(one.office) ?? one.office}</Td>
              <Td dataLabel={t('vulnerability/state')}>
                <PatchStateLabel state={one.state} />{' '}
                {one.finding && one.finding !== 'MISSING' && one.finding !== 'SUPERSEDED' && <FindingStateLabel state={one.finding} />}
              </Td>
              <Td dataLabel={t('finding/installed')}>{one.installed || '–'}</Td>
              <Td dataLabel={t('finding/due')}>
                <Due finding={one} />
              </Td>
            </Tr>
            {one.why.length > 0 && (
              <Tr isExpanded={isExpanded}>
                <Td colSpan={6}>
                  {isExpanded && (
                    <ExpandableRowContent>
                      <strong>{t('common/expand')}</strong>
                      <Why reasons={one.why} />
                    </ExpandableRowContent>
                  )}
                </Td>
              </Tr>
            )}
          </Tbody>
        );
      })}
    </Table>
  );
}
