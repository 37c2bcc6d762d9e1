import { Label, LabelGroup } from '@patternfly/react-core';
import { SecurityIcon } from '@patternfly/react-icons/dist/esm/icons/security-icon';
import { useTranslation } from 'react-i18next';
import type { Aftermath, ComputerState, Decision, ExposureState, FindingState, Patch, PatchState, Severity, SourceState, TaskState, Token } from '../api/types';

type Status = 'success' | 'warning' | 'danger' | 'info' | 'custom' | undefined;

/** Always words, and an icon where it matters: colour only helps. */
function State({ status, text }: { status: Status; text: string }) {
  return (
    <Label isCompact status={status} variant={status ? 'filled' : 'outline'}>
      {text}
    </Label>
  );
}

const FINDINGS: Partial<Record<FindingState, Status>> = {
  MISSING: 'warning',
  BLOCKED: 'danger',
  HELD: 'info',
  PHASED: 'info',
  INSTALLED: 'success',
  DOWNGRADE: 'warning',
  UPDATES_HIDDEN: 'warning',
  REBOOT_PENDING: 'warning',
  NO_FIX: 'danger',
  EOL: 'danger',
  EOL_SOON: 'warning',
};

export function FindingStateLabel({ state }: { state: FindingState }) {
  const { t } = useTranslation();
  return <State status={FINDINGS[state]} text={t(`findingState/${state}`)} />;
}

const TASKS: Partial<Record<TaskState, Status>> = {
  STAGING: 'info',
  STAGED: 'info',
  APPLYING: 'info',
  VERIFYING: 'info',
  REBOOT_PENDING: 'warning',
  SUCCEEDED: 'success',
  FAILED: 'danger',
  EXPIRED: 'warning',
};

export function TaskStateLabel({ state }: { state: TaskState }) {
  const { t } = useTranslation();
  return <State status={TASKS[state]} text={t(`taskState/${state}`)} />;
}

const SOURCES: Partial<Record<SourceState, Status>> = {
  SYNCING: 'info',
  CURRENT: 'success',
  UNREACHABLE: 'warning',
  REFUSED: 'danger',
};

export function SourceStateLabel({ state }: { state: SourceState }) {
  const { t } = useTranslation();
  return <State status={SOURCES[state]} text={t(`sourceState/${state}`)} />;
}

const SEVERITIES: Partial<Record<Severity, Status>> = {
  LOW: 'info',
  MODERATE: 'info',
  IMPORTANT: 'warning',
  CRITICAL: 'danger',
};

export function SeverityLabel({ severity }: { severity: Severity }) {
  const { t } = useTranslation();
  return <State status={SEVERITIES[severity]} text={t(`severity/${severity}`)} />;
}

const EXPOSURES: Partial<Record<ExposureState, Status>> = {
  EXPOSED_APPROVED: 'warning',
  EXPOSED_AWAITING: 'danger',
  EXPOSED_NO_FIX: 'warning',
  FIXED: 'success',
};

export function ExposureStateLabel({ state }: { state: ExposureState }) {
  const { t } = useTranslation();
  return <State status={EXPOSURES[state]} text={t(`exposureState/${state}`)} />;
}

const PATCHES: Partial<Record<PatchState, Status>> = {
  MISSING_APPROVED: 'warning',
  MISSING_AWAITING: 'danger',
  SUPERSEDED: 'info',
  INSTALLED: 'success',
};

export function PatchStateLabel({ state }: { state: PatchState }) {
  const { t } = useTranslation();
  return <State status={PATCHES[state]} text={t(`patchState/${state}`)} />;
}

/** What was decided about a patch for one computer; nothing where nothing was. */
export function DecisionLabel({ decision }: { decision: Decision | null }) {
  const { t } = useTranslation();
  if (decision === 'APPROVED') return <State status="success" text={t('decide/approved')} />;
  return decision === 'DECLINED' ? <State status="danger" text={t('decide/declined')} /> : null;
}

/** What was decided about a patch, group by group; nothing where nothing was. */
export function DecisionLabels({ patch }: { patch: Patch }) {
  const { t } = useTranslation();
  const labels = (groups: string[] | null, status: Status, key: string) =>
    (groups ?? []).map((group) => (
      <State key={`${key} ${group}`} status={status} text={t(group === 'all' ? `${key}All` : key, { group })} />
    ));
  return (
    <LabelGroup numLabels={4} aria-label={t('patches/decisions')}>
      {labels(patch.declinedFor, 'danger', 'patches/declined')}
      {labels(patch.approvedFor, 'success', 'patches/approved')}
    </LabelGroup>
  );
}

/** What vendors suggest to do after an update is installed; nothing where they suggest nothing. */
export function AftermathLabels({ aftermath }: { aftermath: Aftermath[] }) {
  const { t } = useTranslation();
  return aftermath.map((one) => <State key={one} status={undefined} text={t(`aftermath/${one}`)} />);
}

export function OverdueLabel() {
  const { t } = useTranslation();
  return <State status="danger" text={t('finding/overdue')} />;
}

export function ExploitedLabel() {
  const { t } = useTranslation();
  return <State status="danger" text={t('vulnerability/exploited')} />;
}

export function SecurityLabel({ security }: { security: boolean }) {
  const { t } = useTranslation();
  return (
    <Label isCompact variant="outline" icon={security ? <SecurityIcon /> : undefined}>
      {t(security ? 'patches/security' : 'patches/other')}
    </Label>
  );
}

export function ComputerStateLabel({ state }: { state: ComputerState }) {
  const { t } = useTranslation();
  return <State status={state === 'QUARANTINED' ? 'warning' : undefined} text={t(`computerState/${state}`)} />;
}

export function tokenState(token: Token, now: Date): 'revoked' | 'expired' | 'usedUp' | 'usable' {
  if (token.revokedAt) return 'revoked';
  if (new Date(token.expiresAt) <= now) return 'expired';
  return token.usesLeft <= 0 ? 'usedUp' : 'usable';
}

export function TokenStateLabel({ token }: { token: Token }) {
  const { t } = useTranslation();
  const state = tokenState(token, new Date());
  return <State status={state === 'usable' ? 'success' : undefined} text={t(`tokens/${state}`)} />;
}

export function DemoLabel() {
  const { t } = useTranslation();
  return (
    <Label isCompact color="purple">
      {t('common/demo')}
    </Label>
  );
}
