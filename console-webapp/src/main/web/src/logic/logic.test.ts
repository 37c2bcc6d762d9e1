import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pathOf } from '../api/client';
import { includes } from '../api/session';
import { relative } from '../parts/Time';
import { router } from '../router';
import { apiCall, bodyOf, missingIn, type Wish } from './deployment';
import { progressOf } from './tasks';

const WISH: Wish = {
  patches: 'security',
  chosenPatches: ['p1'],
  computers: 'office',
  chosenComputers: ['c1'],
  office: 'o1',
  name: ' May ',
  days: 7,
};

describe('a deployment to be', () => {
  it('sends what was chosen and nothing else', () => {
    expect(bodyOf(WISH)).toEqual({ name: 'May', patches: [], securityOnly: true, computers: [], office: 'o1', validity: 'P7D' });
    expect(bodyOf({ ...WISH, patches: 'chosen', computers: 'chosen' })).toEqual({
      name: 'May',
      patches: ['p1'],
      securityOnly: false,
      computers: ['c1'],
      office: null,
      validity: 'P7D',
    });
  });

  it('never takes an empty choice, which the API reads as all', () => {
    expect(missingIn({ ...WISH, patches: 'chosen', chosenPatches: [] })).toBe('patches');
    expect(missingIn({ ...WISH, computers: 'chosen', chosenComputers: [] })).toBe('computers');
    expect(missingIn({ ...WISH, office: '' })).toBe('office');
    expect(missingIn({ ...WISH, name: '  ' })).toBe('name');
    expect(missingIn(WISH)).toBeNull();
  });

  it('shows a call that no name can break out of', () => {
    const call = apiCall(bodyOf({ ...WISH, name: "x'; rm -rf / #" }));
    expect(call.match(/'/g)).toHaveLength(2);
    expect(JSON.parse(call.slice(call.indexOf("'") + 1, -1)).name).toBe("x'; rm -rf / #");
  });
});

describe('the progress of tasks', () => {
  it('counts what has ended, however it ended', () => {
    expect(progressOf({ SUCCEEDED: 2, FAILED: 1, APPLYING: 1 })).toEqual({ total: 4, ended: 3, percent: 75 });
    expect(progressOf({ REBOOT_PENDING: 1 })).toEqual({ total: 1, ended: 0, percent: 0 });
    expect(progressOf({})).toEqual({ total: 0, ended: 0, percent: 100 });
  });
});

describe('small things', () => {
  it('leaves parameters without a value out of a path', () => {
    expect(pathOf('/computers', { text: '', office: undefined, limit: 50, offset: 0 })).toBe('/api/v1/computers?limit=50&offset=0');
  });

  it('ranks roles', () => {
    expect(includes('ADMIN', 'OPERATOR')).toBe(true);
    expect(includes('VIEWER', 'OPERATOR')).toBe(false);
  });

  it('tells distances in time', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    expect(relative('en', new Date('2026-11-22T10:30:00Z'), now)).toBe('1 hour ago');
    expect(relative('en', new Date('2026-11-25T12:00:00Z'), now)).toBe('in 3 days');
    expect(relative('en', new Date('2026-11-22T11:59:50Z'), now)).toBe('now');
  });

  it('tells the servlet every page', () => {
    const list = path.resolve(import.meta.dirname, '../../../resources/io/fettle/console/pages.txt');
    const served = fs.readFileSync(list, 'utf8').split('\n').filter(Boolean).sort();
    const paths = Object.keys(router.routesByPath).map((route) => route.split('/')[1]).filter(Boolean);
    expect([...new Set(paths)].sort()).toEqual(served);
  });
});
