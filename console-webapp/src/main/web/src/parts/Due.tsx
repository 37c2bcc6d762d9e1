import { useTranslation } from 'react-i18next';
import type { Finding } from '../api/types';
import { Day } from './Day';
import { OverdueLabel } from './labels';

/** Until when a patch may be missing, and since when it is; nothing for what is not missing. */
export function Due({ finding }: { finding: Pick<Finding, 'firstSeen' | 'due' | 'overdue'> }) {
  const { t } = useTranslation();
  if (!finding.firstSeen) return null;
  return (
    <>
      {finding.due ? <Day value={finding.due} /> : '–'} {finding.overdue && <OverdueLabel />}
      <div className="fettle-note">
        {t('finding/since')} <Day value={finding.firstSeen} />
      </div>
    </>
  );
}
