import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Label,
  PageSection,
  Skeleton,
  Toolbar,
  ToolbarContent,
  ToolbarItem,
} from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr, type ThProps } from '@patternfly/react-table';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOffices, useRead } from '../api/queries';
import { useMay } from '../api/session';
import { COMPUTER_STATES, HEALTHS, type Computer, type List } from '../api/types';
import { window, type ComputersSearch } from '../logic/search';
import { Choice } from '../parts/Choice';
import { DoubtsLabel } from '../parts/Doubts';
import { Failed } from '../parts/Failure';
import { HealthLabel } from '../parts/Health';
import { Heading } from '../parts/Heading';
import { ComputerStateLabel, DemoLabel } from '../parts/labels';
import { LateText } from '../parts/LateText';
import { useNumber } from '../parts/number';
import { Pager } from '../parts/Pager';
import { PartFilter } from '../parts/PartFilter';
import { Time } from '../parts/Time';

export function Computers() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/computers' });
  const navigate = useNavigate({ from: '/computers' });
  const isAdmin = useMay('ADMIN');
  const { page: _page, size: _size, ...filter } = search;
  const { data, error, refetch } = useRead<List<Computer>>('computers', '/computers', { ...filter, ...window(search) });
  const set = (change: Partial<ComputersSearch>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...change }), replace });
  const clear = () => set({ text: undefined, office: undefined, group: undefined, state: undefined, health: undefined });
  const filtered = !!(search.text || search.office || search.group || search.state || search.health);
  return (
    <PageSection isFilled>
      <Heading title={t('nav/computers')} count={data && t('computers/count', { count: data.total })} />
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <LateText label={t('computers/search')} value={search.text} onChange={(text) => set({ text }, !!search.text)} />
          </ToolbarItem>
          <PartFilter part={search} onChange={set} />
          <ToolbarItem>
            <Choice
              label={t('computers/health')}
              all={`${t('computers/health')}: ${t('common/all')}`}
              value={search.health}
              options={HEALTHS.map((value) => ({ value, text: t(`health/${value}`) }))}
              onChange={(health) => set({ health: health as ComputersSearch['health'] })}
            />
          </ToolbarItem>
          <ToolbarItem>
            <Choice
              label={t('computers/state')}
              all={`${t('computers/state')}: ${t('common/all')}`}
              value={search.state}
              options={COMPUTER_STATES.map((value) => ({ value, text: t(`computerState/${value}`) }))}
              onChange={(state) => set({ state: state as ComputersSearch['state'] })}
            />
          </ToolbarItem>
          {filtered && (
            <ToolbarItem>
              <Button variant="link" onClick={clear}>
                {t('common/clear')}
              </Button>
            </ToolbarItem>
          )}
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
        <EmptyState titleText={t(filtered ? 'computers/noneTitle' : 'computers/emptyTitle')} headingLevel="h2">
          <EmptyStateBody>{t(filtered ? 'computers/noneBody' : 'computers/emptyBody')}</EmptyStateBody>
          <EmptyStateFooter>
            <EmptyStateActions>
              {filtered ? (
                <Button variant="secondary" onClick={clear}>
                  {t('common/clear')}
                </Button>
              ) : (
                isAdmin && <Link to="/enrolment">{t('dashboard/firstAction')}</Link>
              )}
            </EmptyStateActions>
          </EmptyStateFooter>
        </EmptyState>
      ) : (
        <>
          <ComputerTable computers={data.items} search={search} onSort={(sort) => set({ sort })} />
          <Pager bottom total={data.total} paged={search} onChange={set} />
        </>
      )}
    </PageSection>
  );
}

const SORTABLE = ['hostname', 'office', 'lastSeen'] as const;

function ComputerTable({
  computers,
  search,
  onSort,
}: {
  computers: Computer[];
  search: ComputersSearch;
  onSort: (sort: ComputersSearch['sort']) => void;
}) {
  const { t } = useTranslation();
  const number = useNumber();
  const offices = useOffices();
  const office = (id: string) => offices.find((known) => known.id === id)?.name ?? id;
  const key = (search.sort ?? 'hostname').replace('-', '');
  const sort = (column: (typeof SORTABLE)[number]): ThProps['sort'] => ({
    columnIndex: SORTABLE.indexOf(column),
    sortBy: {
      index: SORTABLE.findIndex((known) => known === key),
      direction: search.sort?.startsWith('-') ? 'desc' : 'asc',
    },
    onSort: (_event, _index, direction) => onSort(direction === 'desc' ? `-${column}` : column),
  });
  return (
    <Table aria-label={t('nav/computers')} variant="compact">
      <Thead>
        <Tr>
          <Th sort={sort('hostname')} modifier="nowrap">
            {t('computers/hostname')}
          </Th>
          <Th modifier="nowrap">{t('computers/health')}</Th>
          <Th modifier="nowrap" className="fettle-number">
            {t('computers/security')}
          </Th>
          <Th modifier="nowrap" className="fettle-number">
            {t('computers/missing')}
          </Th>
          <Th sort={sort('office')} modifier="nowrap">
            {t('computers/office')}
          </Th>
          <Th modifier="nowrap">{t('computers/os')}</Th>
          <Th modifier="nowrap">{t('computers/state')}</Th>
          <Th sort={sort('lastSeen')} modifier="nowrap">
            {t('computers/lastSeen')}
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {computers.map((computer) => (
          <Tr key={computer.id}>
            <Td dataLabel={t('computers/hostname')} className="fettle-name">
              <Link to="/computers/$id" params={{ id: computer.id }} search={{ page: 1, size: 50 }}>
                {computer.hostname || computer.id}
              </Link>{' '}
              {computer.demo && <DemoLabel />}
            </Td>
            <Td dataLabel={t('computers/health')}>
              <HealthLabel health={computer.health} /> <DoubtsLabel computer={computer} />
            </Td>
            <Td dataLabel={t('computers/security')} className="fettle-number">
              {number(computer.security)}
            </Td>
            <Td dataLabel={t('computers/missing')} className="fettle-number">
              {number(computer.missing)}
            </Td>
            <Td dataLabel={t('computers/office')}>{office(computer.officeId)}</Td>
            <Td dataLabel={t('computers/os')}>{computer.os}</Td>
            <Td dataLabel={t('computers/state')}>
              <span className="fettle-inline">
                <ComputerStateLabel state={computer.state} />
                {computer.rebootRequired && (
                  <Label isCompact status="warning">
                    {t('computer/reboot')}
                  </Label>
                )}
              </span>
            </Td>
            <Td dataLabel={t('computers/lastSeen')}>
              {computer.connected ? (
                <Label isCompact status="success">
                  {t('computers/connected')}
                </Label>
              ) : (
                <Time value={computer.lastSeenAt} relative />
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
