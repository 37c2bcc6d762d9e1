import { Table, Tbody, Td, Th, Thead, Tr, ExpandableRowContent } from '@patternfly/react-table';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Task } from '../api/types';
import { TaskStateLabel } from './labels';
import { Time } from './Time';
import { Words } from './Words';
import { useOpenRows } from './useOpenRows';

const FIRST = { page: 1, size: 50 };
const SHOWN = 3;

/** Tasks with where they stand; opened, the whole way there in words. */
export function Tasks({ tasks, of }: { tasks: Task[]; of: 'deployment' | 'computer' }) {
  const { t } = useTranslation();
  const { isOpen, toggle } = useOpenRows();
  const first = t(of === 'deployment' ? 'tasks/computer' : 'tasks/deployment');
  return (
    <Table aria-label={t('computer/tasks')} variant="compact">
      <Thead>
        <Tr>
          <Th screenReaderText={t('tasks/trace')} />
          <Th modifier="nowrap">{first}</Th>
          <Th modifier="nowrap">{t('tasks/state')}</Th>
          <Th modifier="nowrap">{t('tasks/packages')}</Th>
          <Th modifier="nowrap">{t('tasks/since')}</Th>
          <Th modifier="nowrap">{t('tasks/deadline')}</Th>
          <Th modifier="nowrap">{t('tasks/decides')}</Th>
        </Tr>
      </Thead>
      {tasks.map((task, rowIndex) => {
        const isExpanded = isOpen(task.id);
        const last = task.trace.at(-1);
        return (
          <Tbody key={task.id} isExpanded={isExpanded}>
            <Tr>
              <Td
                expand={{
                  rowIndex,
                  isExpanded,
                  onToggle: () => toggle(task.id),
                  expandId: 'trace',
                }}
              />
              <Td dataLabel={first}>
                {of === 'deployment' ? (
                  <Link to="/computers/$id" params={{ id: task.computerId }} search={{ ...FIRST, tab: 'tasks' }}>
                    {task.hostname || task.computerId}
                  </Link>
                ) : (
                  <Link to="/deployments/$id" params={{ id: task.deploymentId }} search={FIRST}>
                    {task.deploymentId}
                  </Link>
                )}
              </Td>
              <Td dataLabel={t('tasks/state')}>
                <TaskStateLabel state={task.state} />
                {last && (
                  <div className="fettle-note">
                    <Words reason={last.reason} />
                  </div>
                )}
              </Td>
              <Td dataLabel={t('tasks/packages')}>
                {task.packages.slice(0, SHOWN).join(', ')}
                {task.packages.length > SHOWN && ` ${t('tasks/more', { count: task.packages.length - SHOWN })}`}
              </Td>
              <Td dataLabel={t('tasks/since')}>
                <Time value={task.since} relative />
              </Td>
              <Td dataLabel={t('tasks/deadline')}>{task.deadline ? <Time value={task.deadline} /> : '–'}</Td>
              <Td dataLabel={t('tasks/decides')}>{t(`decider/${task.decidesNext}`)}</Td>
            </Tr>
            <Tr isExpanded={isExpanded}>
              <Td colSpan={7}>
                {isExpanded && (
                  <ExpandableRowContent>
                    <ol className="fettle-why" aria-label={t('tasks/traceOf', { replace: { name: task.hostname || task.id } })}>
                      {task.trace.map((step, index) => (
                        <li key={index}>
                          <Time value={step.at} /> · <strong>{t(`taskState/${step.state}`)}</strong>: <Words reason={step.reason} />
                        </li>
                      ))}
                    </ol>
                    <p className="fettle-note fettle-code">{task.packages.join(', ')}</p>
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
