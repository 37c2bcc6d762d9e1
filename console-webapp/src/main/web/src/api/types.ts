/** The shapes of docs/rest-api.md. */
export interface List<T> {
  items: T[];
  total: number;
  next: string | null;
}

export const ROLES = ['VIEWER', 'OPERATOR', 'ADMIN', 'PLATFORM_ADMIN'] as const;
export type Role = (typeof ROLES)[number];

export interface Session {
  name: string;
  role: Role;
  everything: boolean;
  offices: string[];
  csrfToken: string;
  expiresAt: string;
  mustChangePassword: boolean;
}

export const HEALTHS = ['HEALTHY', 'VULNERABLE', 'HIGHLY_VULNERABLE', 'UNKNOWN'] as const;
export type Health = (typeof HEALTHS)[number];

export const COMPUTER_STATES = ['ACTIVE', 'QUARANTINED'] as const;
export type ComputerState = (typeof COMPUTER_STATES)[number] | 'REMOVED';

export const SEVERITIES = ['CRITICAL', 'IMPORTANT', 'MODERATE', 'LOW', 'UNKNOWN'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Reason {
  code: string;
  parameters: Record<string, string>;
}

export interface Summary {
  computers: number;
  health: Partial<Record<Health, number>>;
  missingSecurity: number;
  missingOther: number;
  computersMissingSecurity: number;
  overdue: number;
  computersOverdue: number;
  rebootRequired: number;
  endedPlatform: number;
  /** Computers whose inventory was last confirmed over a day ago; all sums have them as they were then. */
  oldInventories: number;
  /** Computers that are judged by a source which is not kept up to date. */
  staleSources: number;
  catalogRevision: number;
  computedAt: string;
  connected: number | null;
  sources: { total: number; current: number; failing: number } | null;
  openDeployments: number | null;
  demo: boolean;
}

export type Counts = Exclude<Health, 'UNKNOWN'>;
export type Rated = Exclude<Severity, 'UNKNOWN'>;

export interface HealthPolicy {
  revision: number;
  severities: Record<Rated, { counts: Counts; dueDays: number }>;
  unrated: Rated;
  otherUpdates: Counts;
  exploitedDueDays: number;
  endedPlatform: Counts;
  longTermSupport: boolean;
  platformEnds: Record<string, string>;
  changedBy: string | null;
  changedAt: string | null;
}

export interface Computer {
  id: string;
  hostname: string;
  officeId: string;
  groups: string[];
  state: ComputerState;
  health: Health;
  demo: boolean;
  os: string;
  addresses: string[];
  level: string | null;
  agentVersion: string;
  lastSeenAt: string | null;
  inventoryAt: string | null;
  via: string;
  connected: boolean;
  rebootRequired: boolean;
  installed: number | null;
  missing: number | null;
  security: number | null;
  overdue: number | null;
  blocked: number | null;
  held: number | null;
  declined: number | null;
  /** Why the health is unknown, or why it may be outdated. */
  doubts: Reason[];
  facts?: {
    osId: string;
    osVersion: string;
    osCodename: string;
    kernel: string;
    newestKernel: string | null;
    architectures: string[];
    running: Running | null;
  };
}

/** What runs on a computer, next to what is installed. */
export interface Running {
  kernel: {
    state: 'CURRENT' | 'OUTDATED' | 'NOT_PACKAGED' | 'UNKNOWN';
    running: string;
    newest: string | null;
  };
  restart: { service: string; files: string[]; processes: number }[];
  unseen: number;
}

export const FINDING_STATES = [
  'MISSING',
  'HELD',
  'BLOCKED',
  'PHASED',
  'INSTALLED',
  'NOT_APPLICABLE',
  'PINNED',
  'SUPERSEDED',
  'REBOOT_PENDING',
  'NO_FIX',
  'EOL',
  'EOL_SOON',
  'DOWNGRADE',
  'UPDATES_HIDDEN',
  'UNKNOWN',
] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export type Aftermath = 'REBOOT' | 'RESTART' | 'RELOGIN';

export type Decision = 'APPROVED' | 'NOT_APPROVED' | 'DECLINED';

export interface Finding {
  patch: string | null;
  package: string;
  arch: string;
  installed: string;
  candidate: string;
  state: FindingState;
  security: boolean;
  severity: Severity;
  advisories: string[];
  cves: string[];
  /** Null for findings about the configuration. */
  approval: Decision | null;
  /** Days in UTC: since when it is missing, and until when it may be. */
  firstSeen: string | null;
  due: string | null;
  overdue: boolean;
  stale: boolean;
  /** What vendors suggest to do after it is installed. */
  aftermath: Aftermath[];
  why: Reason[];
}

export const EXPOSURE_STATES = [
  'EXPOSED_APPROVED',
  'EXPOSED_AWAITING',
  'EXPOSED_NO_FIX',
  'UNKNOWN',
  'FIXED',
] as const;
export type ExposureState = (typeof EXPOSURE_STATES)[number];

export interface Vulnerability {
  cve: string;
  summary: string;
  severity: Severity;
  ratings: { scale: string; severity: Severity; text: string; by: string }[];
  exploited: { added: string; due: string | null; ransomware: boolean } | null;
  prediction: { score: number; percentile: number; date: string; model: string } | null;
  /** Superseded where another took its place. */
  advisories: { source: string; id: string; superseded: boolean }[];
  computers: Partial<Record<ExposureState, number>>;
  exposed: number;
  catalogRevision: number;
  changeRevision: number;
  computedAt: string;
  /** These three where one vulnerability is asked for: patches that exposed computers miss, and the counts by place. */
  patches?: { id: string; package: string; arch: string; candidate: string; computers: number }[];
  offices?: Cut<Place<ExposureState>>;
  groups?: Cut<Place<ExposureState>>;
}

/** The first of what may be many. */
export interface Cut<T> {
  items: T[];
  total: number;
}

/** Counts of an office or a group; the id of a group is its name. */
export interface Place<S extends string = string> {
  id: string;
  name: string;
  computers: Partial<Record<S, number>>;
}

export interface Exposure {
  computer: string;
  hostname: string | null;
  cve: string;
  state: ExposureState;
  severity: Severity;
  exploited: boolean;
  packages: string[];
  stale: boolean;
  why: Reason[];
}

export interface ExposureNews {
  id: number;
  kind: 'EXPOSED' | 'EXPLOITED' | 'MISSED';
  /** Null where it is about several. */
  cve: string | null;
  vulnerabilities: number;
  newly: number;
  exposed: number;
  severity: Severity;
  exploited: boolean;
  catalogRevision: number;
  at: string;
}

export interface InstalledPackage {
  name: string;
  arch: string;
  version: string;
  source: string;
  held: boolean;
}

export interface Patch {
  id: string;
  package: string;
  arch: string;
  candidate: string;
  security: boolean;
  severity: Severity;
  computers: number;
  /** On how many computers it could be had instead of newer ones that supersede it, none of which is approved there. */
  superseded: number;
  firstSeen: string;
  overdue: number;
  /** Of both, those whose inventory was last confirmed over a day ago. */
  unconfirmed: number;
  overdueUnconfirmed: number;
  /** What vendors suggest to do after it is installed. */
  aftermath: Aftermath[];
  /** Groups, `all` for every computer; null where the approvals are absent. */
  approvedFor: string[] | null;
  declinedFor: string[] | null;
}

export const PATCH_STATES = [
  'MISSING_APPROVED',
  'MISSING_AWAITING',
  'MISSING_DECLINED',
  'SUPERSEDED',
  'UNKNOWN',
  'INSTALLED',
] as const;
export type PatchState = (typeof PATCH_STATES)[number];

export interface PatchDetail {
  patch: Patch;
  advisories: Cut<string>;
  mends: Cut<{ cve: string; exploited: boolean }>;
  states: Partial<Record<PatchState, number>>;
  offices: Cut<Place<PatchState>>;
  groups: Cut<Place<PatchState>>;
  catalogRevision: number;
  changeRevision: number;
  computedAt: string;
}

export interface PatchComputer {
  computer: string;
  hostname: string | null;
  office: string;
  state: PatchState;
  installed: string;
  /** Null for what is installed or unknown. */
  finding: FindingState | null;
  firstSeen: string | null;
  due: string | null;
  overdue: boolean;
  stale: boolean;
  why: Reason[];
}

export interface Group {
  name: string;
}

export const TASK_STATES = [
  'PLANNED',
  'WAITING_WINDOW',
  'STAGING',
  'STAGED',
  'NOTIFIED',
  'POSTPONED',
  'APPLYING',
  'VERIFYING',
  'REBOOT_PENDING',
  'SUCCEEDED',
  'FAILED',
  'SKIPPED',
  'EXPIRED',
  'CANCELLED',
] as const;
export type TaskState = (typeof TASK_STATES)[number];
export type Decider = 'SERVER' | 'COMPUTER' | 'ADMIN' | 'NOBODY';

export interface Task {
  id: string;
  deploymentId: string;
  computerId: string;
  hostname: string;
  patches: string[];
  packages: string[];
  state: TaskState;
  since: string;
  deadline: string | null;
  decidesNext: Decider;
  trace: { at: string; state: TaskState; reason: Reason }[];
}

export interface Deployment {
  id: string;
  name: string;
  createdBy: string;
  createdAt: string;
  deadline: string;
  patches: number;
  computers: number;
  tasks: Partial<Record<TaskState, number>>;
  endedAt: string | null;
  cancelled: boolean;
}

export interface NewDeployment {
  name: string;
  patches: string[];
  securityOnly: boolean;
  computers: string[];
  office: string | null;
  validity: string;
}

export type SourceState = 'NEW' | 'SYNCING' | 'CURRENT' | 'UNREACHABLE' | 'REFUSED' | 'ABSENT' | 'DISABLED';

export interface Source {
  id: string;
  kind: string;
  name: string;
  settings: Record<string, string>;
  state: SourceState;
  since: string;
  lastSuccess: string | null;
  nextAttempt: string | null;
  reason: Reason | null;
  progress: { step: string; done: number; total: number } | null;
  packages: number;
  advisories: number;
}

export interface Office {
  id: string;
  name: string;
  networks: string[];
  timeZone: string;
  computers: number | null;
  relay: string | null;
}

export interface Relay {
  id: string;
  officeId: string;
  names: string[];
  connected: boolean;
  lastSeenAt: string | null;
  version: string;
  cache: RelayCache | null;
}

export interface RelayCache {
  files: number;
  bytes: number;
  requests: number;
  pulledFiles: number;
  pulledBytes: number;
  hitRatio: number | null;
  since: string;
}

export interface Token {
  id: string;
  role: 'AGENT' | 'RELAY';
  officeId: string;
  groups: string[];
  autoApprove: boolean;
  usesLeft: number;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  createdBy: string;
  names: string[];
  secret?: string;
}

export interface Account {
  name: string;
  role: Role;
  everything: boolean;
  offices: string[];
  disabled: boolean;
  passwordSet: boolean;
  createdAt: string;
  oneTimePassword?: string;
}

export interface AuditEntry {
  number: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  outcome: 'DONE' | 'REFUSED';
  details: Record<string, string>;
  chain: string;
}

export type Reach = 'WOKEN' | 'VIA_RELAY' | 'AT_NEXT_POLL';
export type Capabilities = Record<string, boolean>;
