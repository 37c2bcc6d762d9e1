import { EmptyState, Skeleton, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import { FINDING_STATES, type Exposure, type Finding, type InstalledPackage, type List, type Task } from '../api/types';
import { window, type readComputer } from '../logic/search';
import { Choice } from '../parts/Choice';
import { Due } from '../parts/Due';
import { ExposureTable } from '../parts/Exposures';
import { Failed } from '../parts/Failure';
import { AftermathLabels, DecisionLabel, FindingStateLabel, SecurityLabel, SeverityLabel } from '../parts/labels';
import { LateText } from '../parts/LateText';
import { Pager } from '../parts/Pager';
import { Tasks } from '../parts/Tasks';
import { Why } from '../parts/Words';
import { useOpenRows } from '../parts/useOpenRows';

type Search = ReturnType<typeof readComputer>;

function useTabSearch() {
  const search = useSearch({ from: '/computers/$id' });
  const navigate = useNavigate({ from: '/computers/$id' });
  const set = (change: Partial<Search>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...change }), replace });
  return { search, set };
}

export function ComputerFindings({ id }: { id: string }) {
  const { t } = useTranslation();
  const { search, set } = useTabSearch();
  const state = search.state ?? 'missing';
  const { data, error, refetch } = useRead<List<Finding>>('findings', `/computers/${id}/findings`, {
    state: state === 'all' ? undefined : state,
    text: search.text,
    ...window(search),
  });
  return (
    <>
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <Choice
              label={t('finding/filter')}
              value={state}
              options={[
                { value: 'missing', text: t('finding/allMissing') },
                { value: 'all', text: t('finding/allFindings') },
                ...FINDING_STATES.map((value) => ({ value, text: t(`findingState/${value}`) })),
              ]}
              onChange={(next) => set({ state: next as Search['state'] })}
            />
          </ToolbarItem>
          <ToolbarItem>
            <LateText label={t('finding/search')} value={search.text} onChange={(text) => set({ text }, !!search.text)} />
          </ToolbarItem>
          <ToolbarItem className="fettle-count">{data && t('finding/count', { count: data.total })}</ToolbarItem>
          <ToolbarItem align={{ default: 'alignEnd' }} variant="pagination">
            <Pager total={data?.total ?? 0} paged={search} onChange={set} />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height="12rem" screenreaderText={t('common/loading')} />
      ) : data.items.length === 0 ? (
        <EmptyState titleText={t('finding/none')} headingLevel="h2" />
      ) : (
        <FindingTable findings={data.items} />
      )}
    </>
  );
}

function FindingTable({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation();
  const { isOpen, toggle } = useOpenRows();
  const keyOf = (finding: Finding, index: number) => finding.patch ?? `configuration-${index}`;
  return (
    <Table aria-label={t('computer/findings')} variant="compact">
      <Thead>
        <Tr>
          <Th screenReaderText={t('common/expand')} />
          <Th modifier="nowrap">{t('finding/package')}</Th>
          <Th modifier="nowrap">{t('finding/installed')}</Th>
          <Th modifier="nowrap">{t('finding/candidate')}</Th>
          <Th modifier="nowrap">{t('finding/state')}</Th>
          <Th modifier="nowrap">{t('patches/kind')}</Th>
          <Th modifier="nowrap">{t('finding/severity')}</Th>
          <Th modifier="nowrap">{t('finding/due')}</Th>
        </Tr>
      </Thead>
      {findings.map((finding, rowIndex) => {
        const key = keyOf(finding, rowIndex);
        const isExpanded = isOpen(key);
        return (
          <Tbody key={key} isExpanded={isExpanded}>
            <Tr>
              <Td expand={{ rowIndex, isExpanded, onToggle: () => toggle(key), expandId: 'why' }} />
              <Td dataLabel={t('finding/package')}>
                {finding.package ? (
                  <>
                    {finding.patch ? (
                      <Link to="/patches/$id" params={{ id: finding.patch }} search={{ page: 1, size: 50 }}>
                        {finding.package}
                      </Link>
                    ) : (
                      finding.package
                    )}{' '}
                    <span className="fettle-note">{finding.arch}</span>
                  </>
                ) : (
                  t('finding/configuration')
                )}
              </Td>
              <Td dataLabel={t('finding/installed')}>{finding.installed || '–'}</Td>
              <Td dataLabel={t('finding/candidate')}>{finding.candidate || '–'}</Td>
              <Td dataLabel={t('finding/state')}>
                <FindingStateLabel state={finding.state} /> <DecisionLabel decision={finding.approval} />
              </Td>
              <Td dataLabel={t('patches/kind')}>
                {finding.package && <SecurityLabel security={finding.security} />}{' '}
                <AftermathLabels aftermath={finding.aftermath} />
              </Td>
              <Td dataLabel={t('finding/severity')}>
                <SeverityLabel severity={finding.severity} />
              </Td>
              <Td dataLabel={t('finding/due')}>
                <Due finding={finding} />
              </Td>
            </Tr>
            <Tr isExpanded={isExpanded}>
              <Td colSpan={8}>
                {isExpanded && (
                  <ExpandableRowContent>
                    <strong>{t('common/expand')}</strong>
                    <Why reasons={finding.why} />
                    {(finding.advisories.length > 0 || finding.cves.length > 0) && (
                      <p>{[...finding.advisories, ...finding.cves].join(', ')}</p>
                    )}
                  </ExpandableRowContent>
                )}
              </Td>
            </Tr>
          </Tbody>
        );
      })}
    </Table>
  );
}

export function ComputerExposures({ id }: { id: string }) {
  const { t } = useTranslation();
  const { search, set } = useTabSearch();
  const { data, error, refetch } = useRead<List<Exposure>>(
    'vulnerabilities',
    `/computers/${id}/exposures`,
    window(search),
  );
  if (error) return <Failed problem={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height="12rem" screenreaderText={t('common/loading')} />;
  if (data.items.length === 0) return <EmptyState titleText={t('vulnerability/noneHere')} headingLevel="h2" />;
  return (
    <>
      <Pager total={data.total} paged={search} onChange={set} />
      <ExposureTable exposures={data.items} named="cve" />
    </>
  );
}

export function ComputerPackages({ id }: { id: string }) {
  const { t } = useTranslation();
  const { search, set } = useTabSearch();
  const { data, error, refetch } = useRead<List<InstalledPackage>>('computers', `/computers/${id}/packages`, window(search));
  if (error) return <Failed problem={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height="12rem" screenreaderText={t('common/loading')} />;
  if (data.items.length === 0) return <EmptyState titleText={t('computer/noPackages')} headingLevel="h2" />;
  return (
    <>
      <Pager total={data.total} paged={search} onChange={set} />
      <Table aria-label={t('computer/packages')} variant="compact">
        <Thead>
          <Tr>
            <Th modifier="nowrap">{t('package/name')}</Th>
            <Th modifier="nowrap">{t('package/version')}</Th>
            <Th modifier="nowrap">{t('package/arch')}</Th>
            <Th modifier="nowrap">{t('package/source')}</Th>
            <Th modifier="nowrap">{t('package/held')}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {data.items.map((item) => (
            <Tr key={`${item.name}:${item.arch}:${item.version}`}>
              <Td dataLabel={t('package/name')}>{item.name}</Td>
              <Td dataLabel={t('package/version')}>{item.version}</Td>
              <Td dataLabel={t('package/arch')}>{item.arch}</Td>
              <Td dataLabel={t('package/source')}>{item.source}</Td>
              <Td dataLabel={t('package/held')}>{item.held ? t('common/yes') : t('common/no')}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <Pager bottom total={data.total} paged={search} onChange={set} />
    </>
  );
}

export function ComputerTasks({ id }: { id: string }) {
  const { t } = useTranslation();
  const { search, set } = useTabSearch();
  const { data, error, refetch } = useRead<List<Task>>('tasks', `/computers/${id}/tasks`, window(search));
  if (error) return <Failed problem={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height="12rem" screenreaderText={t('common/loading')} />;
  if (data.items.length === 0) return <EmptyState titleText={t('computer/noTasks')} headingLevel="h2" />;
  return (
    <>
      <Tasks tasks={data.items} of="computer" />
      <Pager bottom total={data.total} paged={search} onChange={set} />
    </>
  );
}
