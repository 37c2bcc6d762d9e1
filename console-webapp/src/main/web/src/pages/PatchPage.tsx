import { Breadcrumb, BreadcrumbItem, Button, Card, CardBody, CardTitle, Gallery, PageSection, Skeleton } from '@patternfly/react-core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import { useMay } from '../api/session';
import { PATCH_STATES, type PatchDetail, type PatchState } from '../api/types';
import { Day } from '../parts/Day';
import { Failed } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { DecisionLabels, ExploitedLabel, SecurityLabel, SeverityLabel } from '../parts/labels';
import { useNumber } from '../parts/number';
import { Places } from '../parts/Places';
import { Time } from '../parts/Time';
import { DecidePatch } from './DecidePatch';
import { PatchComputers } from './PatchComputers';

const FIRST = { page: 1, size: 50 };
const isMissing = (state: PatchState) => state.startsWith('MISSING');

export function PatchPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/patches/$id' });
  const { data, error, refetch } = useRead<PatchDetail>('patches', `/patches/${id}`);
  return (
    <PageSection isFilled>
      <Breadcrumb aria-label="Breadcrumb" className="fettle-gap">
        <BreadcrumbItem>
          <Link to="/patches" search={FIRST}>
            {t('nav/patches')}
          </Link>
        </BreadcrumbItem>
        <BreadcrumbItem isActive>{data ? data.patch.package : id}</BreadcrumbItem>
      </Breadcrumb>
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height="20rem" screenreaderText={t('common/loading')} />
      ) : (
        <>
          <Head detail={data} />
          <About detail={data} />
          <Counts detail={data} />
          <Places
            offices={data.offices}
            groups={data.groups}
            look={{ states: PATCH_STATES, words: (state) => t(`patchState/${state}`), isCounted: isMissing, counted: t('patch/missing') }}
            link={(place, kind) => (
              <Link to="/patches/$id" params={{ id }} search={{ ...FIRST, [kind]: place.id }}>
                {place.name}
              </Link>
            )}
          />
          <PatchComputers id={id} />
        </>
      )}
    </PageSection>
  );
}

function Head({ detail: { patch } }: { detail: PatchDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isOperator = useMay('OPERATOR');
  const [isDeciding, setDeciding] = useState(false);
  return (
    <>
      <Heading title={`${patch.package} ${patch.candidate}`} count={patch.arch}>
        <SecurityLabel security={patch.security} />
        <SeverityLabel severity={patch.severity} />
        <DecisionLabels patch={patch} />
        {isOperator && patch.approvedFor && (
          <Button variant="secondary" onClick={() => setDeciding(true)}>
            {t('patches/decide')}
          </Button>
        )}
        {isOperator && (
          <Button onClick={() => void navigate({ to: '/deploy', search: { patch: patch.id } })}>{t('patches/deploy')}</Button>
        )}
      </Heading>
      {isDeciding && <DecidePatch patch={patch} onClose={() => setDeciding(false)} />}
    </>
  );
}

/** What it mends, and since when it is missing. */
function About({ detail }: { detail: PatchDetail }) {
  const { t } = useTranslation();
  const { patch, advisories, mends } = detail;
  const more = (cut: { items: unknown[]; total: number }) =>
    cut.total > cut.items.length && ` ${t('patch/andMore', { count: cut.total - cut.items.length })}`;
  return (
    <div className="fettle-gap">
      <ul className="fettle-why">
        {patch.computers > 0 && (
          <li>
            {t('patch/since')} <Day value={patch.firstSeen} />
          </li>
        )}
        {patch.overdue > 0 && <li>{t('patch/overdue', { count: patch.overdue })}</li>}
        {advisories.total > 0 && (
          <li>
            {t('patch/advisories', { advisories: advisories.items.join(', ') })}
            {more(advisories)}
          </li>
        )}
        {mends.total > 0 ? (
          <li>
            {t('patch/mends')}{' '}
            {mends.items.map(({ cve, exploited }, index) => (
              <span key={cve}>
                {index > 0 && ', '}
                <Link to="/vulnerabilities/$cve" params={{ cve }} search={FIRST}>
                  {cve}
                </Link>
                {exploited && (
                  <>
                    {' '}
                    <ExploitedLabel />
                  </>
                )}
              </span>
            ))}
            {more(mends)}
          </li>
        ) : (
          <li>{t('patch/mendsNothing')}</li>
        )}
        <li>
          {t('vulnerability/computedAt', { revision: detail.catalogRevision })} <Time value={detail.computedAt} />
        </li>
      </ul>
    </div>
  );
}

function Counts({ detail: { patch, states } }: { detail: PatchDetail }) {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <Gallery hasGutter minWidths={{ default: '9rem' }} className="fettle-gap">
      {PATCH_STATES.map((state) => (
        <Card key={state} isCompact>
          <CardTitle>{t(`patchState/${state}`)}</CardTitle>
          <CardBody>
            <div className="fettle-figure">
              <Link to="/patches/$id" params={{ id: patch.id }} search={{ ...FIRST, state }}>
                {number(states[state] ?? 0)}
              </Link>
            </div>
          </CardBody>
        </Card>
      ))}
    </Gallery>
  );
}
