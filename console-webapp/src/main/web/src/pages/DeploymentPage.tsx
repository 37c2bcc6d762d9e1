import {
  Breadcrumb,
  BreadcrumbItem,
  Button,
  Card,
  CardBody,
  EmptyState,
  PageSection,
  Skeleton,
  Toolbar,
  ToolbarContent,
  ToolbarItem,
} from '@patternfly/react-core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useRead } from '../api/queries';
import { useMay } from '../api/session';
import { TASK_STATES, type Deployment, type List, type Task } from '../api/types';
import { window, type readTasks } from '../logic/search';
import { Choice } from '../parts/Choice';
import { Confirm } from '../parts/Confirm';
import { Failed } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { TaskStateLabel } from '../parts/labels';
import { useNumber } from '../parts/number';
import { Pager } from '../parts/Pager';
import { Tasks } from '../parts/Tasks';
import { Time } from '../parts/Time';
import { useAction } from '../parts/useAction';
import { DeploymentProgress, DeploymentStateLabel } from './Deployments';

export function DeploymentPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/deployments/$id' });
  const { data: deployment, error, refetch } = useRead<Deployment>('deployments', `/deployments/${id}`);
  return (
    <PageSection isFilled>
      <Breadcrumb aria-label="Breadcrumb" className="fettle-gap">
        <BreadcrumbItem>
          <Link to="/deployments" search={{ page: 1, size: 50 }}>
            {t('nav/deployments')}
          </Link>
        </BreadcrumbItem>
        <BreadcrumbItem isActive>{deployment?.name ?? id}</BreadcrumbItem>
      </Breadcrumb>
      {error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : !deployment ? (
        <Skeleton height="16rem" screenreaderText={t('common/loading')} />
      ) : (
        <>
          <Heading title={deployment.name}>
            <DeploymentStateLabel deployment={deployment} />
            <Cancel deployment={deployment} />
          </Heading>
          <Overview deployment={deployment} />
          <TaskList id={id} />
        </>
      )}
    </PageSection>
  );
}

function Cancel({ deployment }: { deployment: Deployment }) {
  const { t } = useTranslation();
  const isOperator = useMay('OPERATOR');
  const [asked, setAsked] = useState(false);
  const cancel = useAction(
    () => api.post<void>(`/deployments/${deployment.id}/cancellation`),
    ['deployments', 'tasks', 'summary'],
    () => setAsked(false),
  );
  if (!isOperator || deployment.endedAt || deployment.cancelled) return null;
  return (
    <>
      <Button variant="secondary" onClick={() => setAsked(true)}>
        {t('deployments/cancel')}
      </Button>
      {asked && (
        <Confirm
          title={t('deployments/cancelTitle')}
          body={t('deployments/cancelBody')}
          yes={t('deployments/cancel')}
          no={t('deployments/keep')}
          busy={cancel.isPending}
          problem={cancel.error}
          onYes={() => cancel.mutate(undefined)}
          onNo={() => setAsked(false)}
        />
      )}
    </>
  );
}

function Overview({ deployment }: { deployment: Deployment }) {
  const { t } = useTranslation();
  const number = useNumber();
  const search = useSearch({ from: '/deployments/$id' });
  return (
    <Card className="fettle-gap">
      <CardBody>
        <DeploymentProgress deployment={deployment} />
        <ul className="fettle-legend">
          {TASK_STATES.filter((state) => deployment.tasks[state]).map((state) => (
            <li key={state} className="fettle-inline">
              <TaskStateLabel state={state} />
              <Link
                to="/deployments/$id"
                params={{ id: deployment.id }}
                search={{ ...search, page: 1, state }}
                aria-label={`${number(deployment.tasks[state])} ${t(`taskState/${state}`)}`}
              >
                {number(deployment.tasks[state])}
              </Link>
            </li>
          ))}
        </ul>
        <p className="fettle-note">
          {t('deployments/patches')}: {number(deployment.patches)} · {t('deployments/computers')}:{' '}
          {number(deployment.computers)} · {t('deployments/createdBy')} {deployment.createdBy} ·{' '}
          {t('deployments/createdAt')} <Time value={deployment.createdAt} /> · {t('deployments/deadline')}{' '}
          <Time value={deployment.deadline} />
        </p>
      </CardBody>
    </Card>
  );
}

function TaskList({ id }: { id: string }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/deployments/$id' });
  const navigate = useNavigate({ from: '/deployments/$id' });
  const set = (change: Partial<ReturnType<typeof readTasks>>) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...change }) });
  const { data, error, refetch } = useRead<List<Task>>('tasks', `/deployments/${id}/tasks`, {
    state: search.state,
    ...window(search),
  });
  return (
    <>
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <Choice
              label={t('tasks/filter')}
              all={`${t('tasks/state')}: ${t('common/all')}`}
              value={search.state}
              options={TASK_STATES.map((value) => ({ value, text: t(`taskState/${value}`) }))}
              onChange={(state) => set({ state: TASK_STATES.find((known) => known === state) })}
            />
          </ToolbarItem>
          <ToolbarItem className="fettle-count">{data && t('tasks/count', { count: data.total })}</ToolbarItem>
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
        <EmptyState titleText={t('tasks/none')} headingLevel="h2" />
      ) : (
        <Tasks tasks={data.items} of="deployment" />
      )}
    </>
  );
}
