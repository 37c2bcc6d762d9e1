import { EmptyState, EmptyStateBody, PageSection, Skeleton, ToggleGroup, ToggleGroupItem, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import { SEVERITIES, type List, type Vulnerability } from '../api/types';
import { window, type readVulnerabilities } from '../logic/search';
import { Choice } from '../parts/Choice';
import { Failed } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { ExploitedLabel, SeverityLabel } from '../parts/labels';
import { LateText } from '../parts/LateText';
import { usePercent, useNumber } from '../parts/number';
import { Pager } from '../parts/Pager';
import { PartFilter } from '../parts/PartFilter';

type Search = ReturnType<typeof readVulnerabilities>;

export function Vulnerabilities() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/vulnerabilities' });
  const navigate = useNavigate({ from: '/vulnerabilities' });
  const { data, error, refetch } = useRead<List<Vulnerability>>('vulnerabilities', '/vulnerabilities', {
    severity: search.severity,
    exploited: search.exploited,
    fixable: search.fixable,
    text: search.text,
    office: search.office,
    group: search.group,
    ...window(search),
  });
  const set = (change: Partial<Search>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...change }), replace });
  return (
    <PageSection isFilled>
      <Heading title={t('nav/vulnerabilities')} count={data && t('vulnerability/count', { count: data.total })} />
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <LateText
              label={t('vulnerability/search')}
              value={search.text}
              onChange={(text) => set({ text }, !!search.text)}
            />
          </ToolbarItem>
          <ToolbarItem>
            <Choice
              label={t('vulnerability/atLeast')}
              value={search.severity}
              all={t('vulnerability/anySeverity')}
              options={SEVERITIES.filter((value) => value !== 'UNKNOWN').map((value) => ({
                value,
                text: t('vulnerability/from', { severity: t(`severity/${value}`) }),
              }))}
              onChange={(severity) => set({ severity: severity as Search['severity'] })}
            />
          </ToolbarItem>
          <ToolbarItem>
            <ToggleGroup aria-label={t('vulnerability/only')}>
              <ToggleGroupItem
                text={t('vulnerability/exploited')}
                isSelected={!!search.exploited}
                onChange={() => set({ exploited: search.exploited ? undefined : true })}
              />
              <ToggleGroupItem
                text={t('vulnerability/fixable')}
                isSelected={!!search.fixable}
                onChange={() => set({ fixable: search.fixable ? undefined : true })}
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
        <EmptyState titleText={t('vulnerability/emptyTitle')} headingLevel="h2">
          <EmptyStateBody>{t('vulnerability/emptyBody')}</EmptyStateBody>
        </EmptyState>
      ) : (
        <>
          <VulnerabilityTable vulnerabilities={data.items} />
          <Pager bottom total={data.total} paged={search} onChange={set} />
        </>
      )}
    </PageSection>
  );
}

function VulnerabilityTable({ vulnerabilities }: { vulnerabilities: Vulnerability[] }) {
  const { t } = useTranslation();
  const number = useNumber();
  const percent = usePercent();
  return (
    <Table aria-label={t('nav/vulnerabilities')} variant="compact">
      <Thead>
        <Tr>
          <Th modifier="nowrap">{t('vulnerability/cve')}</Th>
          <Th width={40}>{t('vulnerability/summary')}</Th>
          <Th modifier="nowrap">{t('vulnerability/severity')}</Th>
          <Th modifier="nowrap" className="fettle-number">
            {t('vulnerability/prediction')}
          </Th>
          <Th modifier="nowrap" className="fettle-number">
            {t('vulnerability/exposed')}
          </Th>
          <Th modifier="nowrap" className="fettle-number">
            {t('exposureState/EXPOSED_NO_FIX')}
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {vulnerabilities.map((vulnerability) => (
          <Tr key={vulnerability.cve}>
            <Td dataLabel={t('vulnerability/cve')} modifier="nowrap">
              <Link
                to="/vulnerabilities/$cve"
                params={{ cve: vulnerability.cve }}
                search={{ page: 1, size: 50, state: undefined }}
              >
                {vulnerability.cve}
              </Link>
            </Td>
            <Td dataLabel={t('vulnerability/summary')} modifier="truncate">
              {vulnerability.summary || '–'}
            </Td>
            <Td dataLabel={t('vulnerability/severity')} modifier="nowrap">
              <SeverityLabel severity={vulnerability.severity} /> {vulnerability.exploited && <ExploitedLabel />}
            </Td>
            <Td dataLabel={t('vulnerability/prediction')} className="fettle-number">
              {vulnerability.prediction ? percent(vulnerability.prediction.score) : '–'}
            </Td>
            <Td dataLabel={t('vulnerability/exposed')} className="fettle-number">
              {number(vulnerability.exposed)}
            </Td>
            <Td dataLabel={t('exposureState/EXPOSED_NO_FIX')} className="fettle-number">
              {number(vulnerability.computers.EXPOSED_NO_FIX ?? 0)}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
