import { describe, expect, it } from 'vitest';
import type { HealthPolicy } from '../api/types';
import { draftOf, objections, policyOf, type Draft } from './policy';

const POLICY: HealthPolicy = {
  revision: 3,
  severities: {
    CRITICAL: { counts: 'HIGHLY_VULNERABLE', dueDays: 7 },
    IMPORTANT: { counts: 'HIGHLY_VULNERABLE', dueDays: 14 },
    MODERATE: { counts: 'VULNERABLE', dueDays: 30 },
    LOW: { counts: 'VULNERABLE', dueDays: 90 },
  },
  unrated: 'IMPORTANT',
  otherUpdates: 'VULNERABLE',
  exploitedDueDays: 3,
  endedPlatform: 'VULNERABLE',
  longTermSupport: true,
  platformEnds: { 'Debian:11': '2026-08-31', 'openSUSE Leap:15.6': '2026-04-30' },
  changedBy: 'ann',
  changedAt: '2026-11-28T12:00:00Z',
};

const draft = (change: (draft: Draft) => void): Draft => {
  const made = draftOf(POLICY);
  change(made);
  return made;
};

describe('a health policy while it is changed', () => {
  it('is sent as it was read where nothing is changed', () => {
    const { changedBy, changedAt, ...rest } = POLICY;
    expect([changedBy, changedAt]).toHaveLength(2);
    expect(objections(draftOf(POLICY))).toEqual({});
    expect(policyOf(draftOf(POLICY), 3)).toEqual(rest);
  });

  it('objects to what is worse and counts for less, or is due later', () => {
    expect(objections(draft((d) => (d.counts.LOW = 'HIGHLY_VULNERABLE')))).toEqual({ 'counts.MODERATE': 'policy/countsLess' });
    expect(objections(draft((d) => (d.dueDays.IMPORTANT = '31')))).toEqual({ 'dueDays.IMPORTANT': 'policy/dueLater' });
    expect(objections(draft((d) => (d.exploitedDueDays = '8')))).toEqual({ exploitedDueDays: 'policy/exploitedLater' });
    const nothing = draft((d) => (d.counts = { LOW: 'HEALTHY', MODERATE: 'HEALTHY', IMPORTANT: 'HEALTHY', CRITICAL: 'HEALTHY' }));
    expect(objections(nothing)).toEqual({ 'counts.CRITICAL': 'policy/criticalCounts' });
  });

  it('objects to what is no number of days', () => {
    for (const text of ['', '0', '-1', '1.5', '3651', 'x', '1e3']) {
      expect(objections(draft((d) => (d.dueDays.LOW = text)))['dueDays.LOW'], text).toBe('policy/daysWanted');
    }
  });

  it('reads platforms and days line by line', () => {
    const made = draft((d) => (d.platformEnds = '\n  Ubuntu:20.04   2030-04-30 \nopenSUSE Leap:15.6 2026-04-30\n'));
    expect(policyOf(made, 3).platformEnds).toEqual({ 'Ubuntu:20.04': '2030-04-30', 'openSUSE Leap:15.6': '2026-04-30' });
    for (const text of ['Debian:12', 'Debian:12 soon', 'Debian:12 2026-02-30', 'A 2026-01-01\nA 2027-01-01', 'A 1789-07-14']) {
      expect(objections(draft((d) => (d.platformEnds = text))), text).toEqual({ platformEnds: 'policy/endsWanted' });
    }
  });
});
