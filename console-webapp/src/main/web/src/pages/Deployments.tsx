import { Button, EmptyState, EmptyStateBody, Label, PageSection, Progress, ProgressMeasureLocation, Skeleton } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import { useMay } from '../api/session';
import type { Deployment, List } from '../api/types';
import { window } from '../logic/search';
import { progressOf } from '../logic/tasks';
import { Failed } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { useNumber } from '../parts/number';
import { Pager } from '../parts/Pager';
import { Time } from '../parts/Time';

export function DeploymentStateLabel({ deployment }: { deployment: Deployment }) {
  const { t } = useTranslation();
  if (deployment.cancelled) return <Label isCompact>{t('deployments/cancelled')}</Label>;
  if (!deployment.endedAt) {
    return (
      <Label isCompact status="info">
        {t('deployments/open')}
      </Label>
    );
  }
  const failed = (deployment.tasks.FAILED ?? 0) + (deployment.tasks.EXPIRED ?? 0);
  return (
    <Label isCompact status={failed > 0 ? 'warning' : 'success'}>
      {t('deployments/ended')}
    </Label>
  );
}

export function DeploymentProgress({ deployment }: { deployment: Deployment }) {
  const { t } = useTranslation();
  const progress = progressOf(deployment.tasks);
  const words = t('deployments/tasksEnded', { replace: { ended: progress.ended, total: progress.total } });
  return (
    <Progress
      value={progress.percent}
      measureLocation={ProgressMeasureLocation.none}
      title={words}
      aria-label={`${deployment.name}: ${words}`}
      size="sm"
    />
  );
}

export function Deployments() {
  const { t } = useTranslation();
  const number = useNumber();
  const search = useSearch({ from: '/deployments' });
  const navigate = useNavigate({ from: '/deployments' });
  const isOperator = useMay('OPERATOR');
  const { data, error, refetch } = useRead<List<Deployment>>('deployments', '/deployments', window(search));
  return (
    <PageSection isFilled>
      <Heading title={t('nav/deployments')} count={data && t('deployments/count', { count: data.total })}>
        {isOperator && !error && <Button onClick={() => void navigate({ to: '/deploy', search: {} })}>{t('deployments/new')}</Button>}
      </Heading>
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height="16rem" screenreaderText={t('common/loading')} />
      ) : data.items.length === 0 ? (
        <EmptyState titleText={t('deployments/emptyTitle')} headingLevel="h2">
          <EmptyStateBody>{t('deployments/emptyBody')}</EmptyStateBody>
        </EmptyState>
      ) : (
        <>
          <Table aria-label={t('nav/deployments')} variant="compact">
            <Thead>
              <Tr>
                <Th modifier="nowrap">{t('deployments/name')}</Th>
                <Th modifier="nowrap">{t('tasks/state')}</Th>
                <Th modifier="nowrap">{t('deployments/progress')}</Th>
                <Th modifier="nowrap" className="fettle-number">
                  {t('deployments/patches')}
                </Th>
                <Th modifier="nowrap" className="fettle-number">
                  {t('deployments/computers')}
                </Th>
                <Th modifier="nowrap">{t('deployments/createdBy')}</Th>
                <Th modifier="nowrap">{t('deployments/createdAt')}</Th>
                <Th modifier="nowrap">{t('deployments/deadline')}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {data.items.map((deployment) => (
                <Tr key={deployment.id}>
                  <Td dataLabel={t('deployments/name')}>
                    <Link to="/deployments/$id" params={{ id: deployment.id }} search={{ page: 1, size: 50 }}>
                      {deployment.name}
                    </Link>
                  </Td>
                  <Td dataLabel={t('tasks/state')}>
                    <DeploymentStateLabel deployment={deployment} />
                  </Td>
                  <Td dataLabel={t('deployments/progress')}>
                    <DeploymentProgress deployment={deployment} />
                  </Td>
                  <Td dataLabel={t('deployments/patches')} className="fettle-number">
                    {number(deployment.patches)}
                  </Td>
                  <Td dataLabel={t('deployments/computers')} className="fettle-number">
                    {number(deployment.computers)}
                  </Td>
                  <Td dataLabel={t('deployments/createdBy')}>{deployment.createdBy}</Td>
                  <Td dataLabel={t('deployments/createdAt')}>
                    <Time value={deployment.createdAt} relative />
                  </Td>
                  <Td dataLabel={t('deployments/deadline')}>
                    <Time value={deployment.deadline} />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
          <Pager
            bottom
            total={data.total}
            paged={search}
            onChange={(paged) => void navigate({ search: paged })}
          />
        </>
      )}
    </PageSection>
  );
}
