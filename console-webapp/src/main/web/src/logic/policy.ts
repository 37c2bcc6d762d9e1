import type { Counts, HealthPolicy, Rated } from '../api/types';

/** From mild to bad, as the API ranks them. */
export const RATED: Rated[] = ['LOW', 'MODERATE', 'IMPORTANT', 'CRITICAL'];
export const COUNTS: Counts[] = ['HEALTHY', 'VULNERABLE', 'HIGHLY_VULNERABLE'];
const PAIRS: [Rated, Rated][] = [
  ['LOW', 'MODERATE'],
  ['MODERATE', 'IMPORTANT'],
  ['IMPORTANT', 'CRITICAL'],
];
const MOST_DAYS = 3650;
const MOST_PLATFORMS = 100;
const FIRST_YEAR = 1990;
const LAST_YEAR = 2199;

/** The policy while somebody changes it: numbers and days are what was typed. */
export interface Draft {
  counts: Record<Rated, Counts>;
  dueDays: Record<Rated, string>;
  unrated: Rated;
  otherUpdates: Counts;
  exploitedDueDays: string;
  endedPlatform: Counts;
  longTermSupport: boolean;
  /** A platform and the last day of its support, one a line. */
  platformEnds: string;
}

export type Field = `counts.${Rated}` | `dueDays.${Rated}` | 'exploitedDueDays' | 'platformEnds';

export function draftOf(policy: HealthPolicy): Draft {
  const each = <T>(read: (rated: Rated) => T) => Object.fromEntries(RATED.map((rated) => [rated, read(rated)])) as Record<Rated, T>;
  return {
    counts: each((rated) => policy.severities[rated].counts),
    dueDays: each((rated) => String(policy.severities[rated].dueDays)),
    unrated: policy.unrated,
    otherUpdates: policy.otherUpdates,
    exploitedDueDays: String(policy.exploitedDueDays),
    endedPlatform: policy.endedPlatform,
    longTermSupport: policy.longTermSupport,
    platformEnds: Object.entries(policy.platformEnds)
      .map(([platform, day]) => `${platform} ${day}`)
      .join('\n'),
  };
}

/** What makes no sense, by field, as keys of words; the server refuses the same. */
export function objections(draft: Draft): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {};
  for (const rated of RATED) {
    if (days(draft.dueDays[rated]) === null) found[`dueDays.${rated}`] = 'policy/daysWanted';
  }
  for (const [mild, bad] of PAIRS) {
    if (COUNTS.indexOf(draft.counts[bad]) < COUNTS.indexOf(draft.counts[mild])) found[`counts.${bad}`] = 'policy/countsLess';
    const [later, sooner] = [days(draft.dueDays[mild]), days(draft.dueDays[bad])];
    if (later !== null && sooner !== null && sooner > later) found[`dueDays.${bad}`] = 'policy/dueLater';
  }
  if (draft.counts.CRITICAL === 'HEALTHY') found['counts.CRITICAL'] = 'policy/criticalCounts';
  const exploited = days(draft.exploitedDueDays);
  const most = days(draft.dueDays.CRITICAL);
  if (exploited === null) found.exploitedDueDays = 'policy/daysWanted';
  else if (most !== null && exploited > most) found.exploitedDueDays = 'policy/exploitedLater';
  if (ends(draft.platformEnds) === null) found.platformEnds = 'policy/endsWanted';
  return found;
}

/** Only of a draft without objections. */
export function policyOf(draft: Draft, revision: number): Omit<HealthPolicy, 'changedBy' | 'changedAt'> {
  return {
    revision,
    severities: Object.fromEntries(
      RATED.map((rated) => [rated, { counts: draft.counts[rated], dueDays: days(draft.dueDays[rated]) ?? 0 }]),
    ) as HealthPolicy['severities'],
    unrated: draft.unrated,
    otherUpdates: draft.otherUpdates,
    exploitedDueDays: days(draft.exploitedDueDays) ?? 0,
    endedPlatform: draft.endedPlatform,
    longTermSupport: draft.longTermSupport,
    platformEnds: ends(draft.platformEnds) ?? {},
  };
}

function days(text: string): number | null {
  const value = Number(text);
  return /^[0-9]{1,4}$/.test(text.trim()) && value >= 1 && value <= MOST_DAYS ? value : null;
}

function ends(text: string): Record<string, string> | null {
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const line of text.split('\n').map((each) => each.trim()).filter(Boolean)) {
    const [, platform, day] = /^(.{1,100}?)\s+(\d{4}-\d{2}-\d{2})$/.exec(line) ?? [];
    if (!platform || !day || platform in found || !isDay(day)) return null;
    found[platform] = day;
  }
  return Object.keys(found).length > MOST_PLATFORMS ? null : found;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  const year = day.getUTCFullYear();
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && year >= FIRST_YEAR && year <= LAST_YEAR;
}
