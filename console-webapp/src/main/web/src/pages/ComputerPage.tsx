import {
  Alert,
  Breadcrumb,
  BreadcrumbItem,
  Button,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  EmptyState,
  Label,
  PageSection,
  Skeleton,
  Tab,
  Tabs,
  TabTitleText,
} from '@patternfly/react-core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Fragment, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useOffices, useRead } from '../api/queries';
import { useMay } from '../api/session';
import type { Computer, Reach } from '../api/types';
import { COMPUTER_TABS } from '../logic/search';
import { DoubtsAlert } from '../parts/Doubts';
import { Failed, ProblemAlert } from '../parts/Failure';
import { HealthLabel } from '../parts/Health';
import { Heading } from '../parts/Heading';
import { ComputerStateLabel, DemoLabel } from '../parts/labels';
import { useNumber } from '../parts/number';
import { PlatformAlert } from '../parts/PlatformAlert';
import { RunningPanel } from '../parts/Running';
import { Time } from '../parts/Time';
import { useAction } from '../parts/useAction';
import { ComputerExposures, ComputerFindings, ComputerPackages, ComputerTasks } from './ComputerTabs';

export function ComputerPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/computers/$id' });
  const search = useSearch({ from: '/computers/$id' });
  const navigate = useNavigate({ from: '/computers/$id' });
  const { data: computer, error, refetch } = useRead<Computer>('computers', `/computers/${id}`);
  const tab = search.tab ?? 'summary';
  const [announced, setAnnounced] = useState<string | null>(null);
  return (
    <PageSection isFilled>
      <Breadcrumb aria-label="Breadcrumb" className="fettle-gap">
        <BreadcrumbItem>
          <Link to="/computers" search={{ page: 1, size: 50 }}>
            {t('nav/computers')}
          </Link>
        </BreadcrumbItem>
        <BreadcrumbItem isActive>{computer?.hostname || id}</BreadcrumbItem>
      </Breadcrumb>
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !computer ? (
        <Skeleton height="20rem" screenreaderText={t('common/loading')} />
      ) : (
        <>
          <Heading title={computer.hostname || id}>
            <HealthLabel health={computer.health} />
            <ComputerStateLabel state={computer.state} />
            {computer.demo && <DemoLabel />}
            <Actions computer={computer} announce={setAnnounced} />
          </Heading>
          <div role="status">
            {announced && <Alert isInline variant="success" title={announced} className="fettle-gap" />}
          </div>
          {computer.state === 'QUARANTINED' && (
            <Alert isInline variant="warning" title={t('computer/quarantine')} className="fettle-gap" />
          )}
          <PlatformAlert id={id} />
          <DoubtsAlert computer={computer} />
          <Tabs
            activeKey={tab}
            aria-label={computer.hostname || id}
            mountOnEnter
            unmountOnExit
            onSelect={(_event, key) =>
              void navigate({ search: { page: 1, size: 50, tab: COMPUTER_TABS.find((known) => known === key) } })
            }
          >
            {COMPUTER_TABS.map((key) => (
              <Tab key={key} eventKey={key} title={<TabTitleText>{t(`computer/${key}`)}</TabTitleText>}>
                <div className="fettle-tab">
                  {key === 'summary' && <SummaryTab computer={computer} />}
                  {key === 'findings' && <ComputerFindings id={id} />}
                  {key === 'exposures' && <ComputerExposures id={id} />}
                  {key === 'packages' && <ComputerPackages id={id} />}
                  {key === 'tasks' && <ComputerTasks id={id} />}
                  {key === 'facts' && <FactsTab computer={computer} />}
                </div>
              </Tab>
            ))}
          </Tabs>
        </>
      )}
    </PageSection>
  );
}

function Actions({ computer, announce }: { computer: Computer; announce: (words: string) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isOperator = useMay('OPERATOR');
  const isAdmin = useMay('ADMIN');
  const ask = useAction(
    (action: 'SCAN_NOW' | 'CHECK_IN_NOW') => api.post<{ reach: Reach }>(`/computers/${computer.id}/actions`, { action }),
    ['computers'],
    ({ reach }) => announce(t(`computer/${reach}`)),
  );
  const approve = useAction(
    () => api.post<void>(`/computers/${computer.id}/approval`),
    ['computers', 'summary'],
    () => announce(t('computer/approved')),
  );
  return (
    <>
      {isAdmin && computer.state === 'QUARANTINED' && (
        <Button onClick={() => approve.mutate(undefined)} isDisabled={approve.isPending}>
          {t('computer/approve')}
        </Button>
      )}
      {isOperator && (
        <>
          <Button variant="secondary" onClick={() => ask.mutate('SCAN_NOW')} isDisabled={ask.isPending}>
            {t('computer/scanNow')}
          </Button>
          <Button variant="secondary" onClick={() => ask.mutate('CHECK_IN_NOW')} isDisabled={ask.isPending}>
            {t('computer/checkInNow')}
          </Button>
          <Button
            variant="secondary"
            onClick={() => void navigate({ to: '/deploy', search: { computer: computer.id } })}
          >
            {t('computer/deploy')}
          </Button>
        </>
      )}
      <ProblemAlert problem={ask.error ?? approve.error} />
    </>
  );
}

function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <DescriptionList isHorizontal columnModifier={{ default: '1Col', xl: '2Col' }}>
      {rows.map(([term, value]) => (
        <DescriptionListGroup key={term}>
          <DescriptionListTerm>{term}</DescriptionListTerm>
          <DescriptionListDescription>{value}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}

function SummaryTab({ computer }: { computer: Computer }) {
  const { t } = useTranslation();
  const number = useNumber();
  const offices = useOffices();
  const missing = (
    <Link to="/computers/$id" params={{ id: computer.id }} search={{ page: 1, size: 50, tab: 'findings' }}>
      {number(computer.missing)}
    </Link>
  );
  return (
    <>
      <Facts
        rows={[
          [t('computer/missing'), missing],
          [t('computer/security'), number(computer.security)],
          [t('computer/overdue'), number(computer.overdue)],
          [t('findingState/BLOCKED'), number(computer.blocked)],
          [t('findingState/HELD'), number(computer.held)],
          [t('computer/installed'), number(computer.installed)],
          [
            t('computer/reboot'),
            computer.rebootRequired ? <Label status="warning">{t('common/yes')}</Label> : t('common/no'),
          ],
          [t('computer/os'), computer.os || '–'],
          [t('computer/office'), offices.find((office) => office.id === computer.officeId)?.name ?? computer.officeId],
          [t('computer/level'), computer.level ? t(`level/${computer.level}`) : '–'],
          [t('computer/lastSeen'), <Time key="seen" value={computer.lastSeenAt} />],
          [t('computer/inventory'), <Time key="inventory" value={computer.inventoryAt} />],
          [t('computer/via'), computer.via === 'direct' ? t('computer/direct') : computer.via],
        ]}
      />
      {computer.facts && <RunningPanel running={computer.facts.running} />}
    </>
  );
}

function FactsTab({ computer }: { computer: Computer }) {
  const { t } = useTranslation();
  const { facts } = computer;
  if (!facts) return <EmptyState titleText={t('computer/noFacts')} headingLevel="h2" />;
  return (
    <Facts
      rows={[
        [t('computer/id'), <code key="id">{computer.id}</code>],
        [t('computer/os'), `${computer.os} (${facts.osId} ${facts.osVersion})`],
        [t('computer/codename'), facts.osCodename || '–'],
        [t('computer/kernel'), facts.kernel],
        [t('computer/newestKernel'), facts.newestKernel ?? '–'],
        [t('computer/architectures'), facts.architectures.join(', ')],
        [
          t('computer/addresses'),
          computer.addresses.map((address) => (
            <Fragment key={address}>
              {address}
              <br />
            </Fragment>
          )),
        ],
        [t('computer/groups'), computer.groups.join(', ') || t('common/none')],
        [t('computer/agent'), computer.agentVersion],
      ]}
    />
  );
}
