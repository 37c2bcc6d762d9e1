import { Alert, Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import { PluggedIcon } from '@patternfly/react-icons/dist/esm/icons/plugged-icon';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/client';

function useWords(problem: Problem): { title: string; detail: string } {
  const { t, i18n } = useTranslation();
  const key = `problem/${problem.code}`;
  const title = i18n.exists(key) ? t(key) : t('problem/other', { replace: { status: problem.status, code: problem.code } });
  return { title, detail: problem.detail === title ? '' : problem.detail };
}

/** What went wrong with an action, above what was tried. */
export function ProblemAlert({ problem }: { problem: Problem | null | undefined }) {
  return problem ? <Shown problem={problem} /> : null;
}

function Shown({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const words = useWords(problem);
  return (
    <Alert variant="danger" isInline title={words.title} role="alert" className="fettle-gap">
      {words.detail && <p lang="en">{words.detail}</p>}
      {problem.requestId && (
        <p>
          {t('problem/request')} <code>{problem.requestId}</code>
        </p>
      )}
    </Alert>
  );
}

/** Instead of what could not be read. An absent capability is no error: it is just not here. */
export function Failed({ problem, retry }: { problem: Problem; retry?: () => void }) {
  const { t } = useTranslation();
  const words = useWords(problem);
  const absent = problem.code === 'CAPABILITY_ABSENT';
  return (
    <EmptyState
      titleText={words.title}
      headingLevel="h2"
      icon={absent ? PluggedIcon : undefined}
      status={absent ? undefined : 'danger'}
    >
      <EmptyStateBody>
        {words.detail && <p lang="en">{words.detail}</p>}
        {problem.requestId && (
          <p>
            {t('problem/request')} <code>{problem.requestId}</code>
          </p>
        )}
      </EmptyStateBody>
      {retry && (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button variant="secondary" onClick={retry}>
              {t('common/retry')}
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
