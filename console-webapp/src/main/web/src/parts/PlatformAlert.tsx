import { Alert } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import type { Finding, List } from '../api/types';
import { Why } from './Words';

/** That a computer's operating system is not supported any more, or not for long; nothing where it is. */
export function PlatformAlert({ id }: { id: string }) {
  const { t } = useTranslation();
  const path = `/computers/${id}/findings`;
  const ended = useRead<List<Finding>>('findings', path, { state: 'EOL', limit: 1 }).data?.items[0];
  const soon = useRead<List<Finding>>('findings', path, { state: 'EOL_SOON', limit: 1 }).data?.items[0];
  const finding = ended ?? soon;
  if (!finding) return null;
  return (
    <Alert
      isInline
      variant={ended ? 'danger' : 'warning'}
      title={t(ended ? 'computer/ended' : 'computer/endsSoon')}
      className="fettle-gap"
    >
      <Why reasons={finding.why} />
    </Alert>
  );
}
