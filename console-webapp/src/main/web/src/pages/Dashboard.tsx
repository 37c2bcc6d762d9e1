import { Card, CardBody, CardTitle, Label, PageSection, Skeleton } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import { useMay } from '../api/session';
import type { Summary } from '../api/types';
import { DoubtsOfFleet } from '../parts/Doubts';
import { Failed } from '../parts/Failure';
import { HealthBar } from '../parts/Health';
import { Heading } from '../parts/Heading';
import { NewlyExposed } from '../parts/NewlyExposed';
import { useNumber } from '../parts/number';
import { Time } from '../parts/Time';

const FIRST = { page: 1, size: 50 };

export function Dashboard() {
  const { t } = useTranslation();
  const { data, error, refetch } = useRead<Summary>('summary', '/summary');
  return (
    <PageSection isFilled>
      <Heading title={t('nav/dashboard')}>{data?.demo && <Label color="purple">{t('common/demoData')}</Label>}</Heading>
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : data ? (
        <Cards summary={data} />
      ) : (
        <Skeleton height="16rem" screenreaderText={t('common/loading')} />
      )}
    </PageSection>
  );
}

function Cards({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  const number = useNumber();
  const isAdmin = useMay('ADMIN');
  if (summary.computers === 0) {
    return (
      <Card>
        <CardTitle component="h2">{t('dashboard/firstTitle')}</CardTitle>
        <CardBody>
          <p className="fettle-gap">{t('dashboard/firstBody')}</p>
          {isAdmin && <Link to="/enrolment">{t('dashboard/firstAction')}</Link>}
        </CardBody>
      </Card>
    );
  }
  return (
    <>
      <div className="fettle-cards">
        <Card className="fettle-wide">
          <CardTitle component="h2">
            {t('dashboard/health')}{' '}
            <span className="fettle-count">{t('computers/count', { count: summary.computers })}</span>
          </CardTitle>
          <CardBody>
            <HealthBar health={summary.health} />
            <DoubtsOfFleet summary={summary} />
          </CardBody>
        </Card>
        <Figure
          title={t('dashboard/missingSecurity')}
          note={t('dashboard/sumOfComputers', { count: summary.computersMissingSecurity })}
          link={
            <Link to="/patches" search={{ ...FIRST, security: true }}>
              {number(summary.missingSecurity)}
            </Link>
          }
        />
        <Figure
          title={t('dashboard/overdue')}
          note={t('dashboard/sumOfComputers', { count: summary.computersOverdue })}
          link={
            <Link to="/patches" search={{ ...FIRST, security: true }}>
              {number(summary.overdue)}
            </Link>
          }
        />
        <Figure
          title={t('dashboard/missingOther')}
          note={t('dashboard/missingOtherNote')}
          link={
            <Link to="/patches" search={FIRST}>
              {number(summary.missingOther)}
            </Link>
          }
        />
        <Figure
          title={t('dashboard/reboot')}
          note={t('dashboard/rebootNote')}
          link={
            <Link to="/computers" search={FIRST}>
              {number(summary.rebootRequired)}
            </Link>
          }
        />
        <Figure
          title={t('dashboard/ended')}
          note={t('dashboard/endedNote')}
          link={
            <Link to="/computers" search={FIRST}>
              {number(summary.endedPlatform)}
            </Link>
          }
        />
        <Figure
          title={t('dashboard/connected')}
          note={t('dashboard/connectedNote')}
          link={
            summary.connected !== null && (
              <Link to="/computers" search={{ ...FIRST, sort: '-lastSeen' }}>
                {number(summary.connected)}
              </Link>
            )
          }
        />
        <Figure
          title={t('dashboard/sources')}
          note={
            summary.sources && summary.sources.failing > 0
              ? t('dashboard/sourcesFailing', { count: summary.sources.failing })
              : t('dashboard/sourcesNote')
          }
          link={
            summary.sources && (
              <Link to="/sources">
                {t('dashboard/sourcesFigure', {
                  replace: { current: number(summary.sources.current), total: number(summary.sources.total) },
                })}
              </Link>
            )
          }
        />
        <Figure
          title={t('dashboard/deployments')}
          note={t('dashboard/deploymentsNote')}
          link={
            summary.openDeployments !== null && (
              <Link to="/deployments" search={FIRST}>
                {number(summary.openDeployments)}
              </Link>
            )
          }
        />
        <NewlyExposed />
      </div>
      <p className="fettle-note">
        {t('dashboard/computed')} <Time value={summary.computedAt} /> ·{' '}
        {t('dashboard/revision', { replace: { number: number(summary.catalogRevision) } })}
      </p>
    </>
  );
}

/** A figure that leads to what it counts. Without a link, the capability that would know is not here. */
function Figure({ title, link, note }: { title: string; link: ReactNode; note: string }) {
  const { t } = useTranslation();
  return (
    <Card isFullHeight>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody>
        {link ? (
          <>
            <div className="fettle-figure">{link}</div>
            <span className="fettle-note">{note}</span>
          </>
        ) : (
          <Label variant="outline">{t('common/absent')}</Label>
        )}
      </CardBody>
    </Card>
  );
}
