import { PageSection, Skeleton } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import type { HealthPolicy } from '../api/types';
import { Failed } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { Time } from '../parts/Time';
import { HealthPolicyForm } from './HealthPolicyForm';

export function HealthPolicyPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useRead<HealthPolicy>('policies', '/health-policy');
  return (
    <PageSection isFilled>
      <Heading title={t('policy/title')} />
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height="12rem" screenreaderText={t('common/loading')} />
      ) : (
        <>
          <p className="fettle-note fettle-gap">
            {t('policy/intro')} {data.changedAt ? <Changed policy={data} /> : t('policy/standard')}
          </p>
          {/* What was typed is kept while the policy is the one that it was typed for. */}
          <HealthPolicyForm key={data.revision} policy={data} />
        </>
      )}
    </PageSection>
  );
}

function Changed({ policy }: { policy: HealthPolicy }) {
  const { t } = useTranslation();
  return (
    <>
      {t('policy/changed', { replace: { revision: policy.revision, name: policy.changedBy ?? '' } })} <Time value={policy.changedAt} />
    </>
  );
}
