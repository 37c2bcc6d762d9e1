import { describe, expect, it } from 'vitest';
import { parseSearch, readAudit, readComputer, readComputers, readDeploy, readPaged, readPatch, readPatches, readTasks, readVulnerabilities, stringifySearch, window } from './search';

describe('the address of a list', () => {
  it('says nothing where everything is usual', () => {
    expect(stringifySearch({ page: 1, size: 50, text: undefined, office: '' })).toBe('');
  });

  it('comes back as it was written', () => {
    const search = readComputers({ page: '3', size: '100', text: 'a&b=c 007', health: 'VULNERABLE', sort: '-lastSeen' });
    expect(readComputers(parseSearch(stringifySearch(search)))).toEqual(search);
  });

  it('keeps the part of the fleet that a list is of', () => {
    const search = readPatch({ office: 'o-1', group: 'pilots & co', state: 'INSTALLED', text: 'pc' });
    expect(readPatch(parseSearch(stringifySearch(search)))).toEqual(search);
    expect(readPatch({ state: 'MISSING' }).state).toBeUndefined();
    expect(readPatches({ group: 'a' }).group).toBe('a');
    expect(readVulnerabilities({ office: 'o-1' }).office).toBe('o-1');
  });

  it('keeps digits as text', () => {
    expect(readComputers(parseSearch('?text=007')).text).toBe('007');
  });

  it('takes nothing that the API would refuse', () => {
    expect(readComputers({ page: '-2', size: '7', health: 'SICK', state: 'REMOVED', sort: 'os; drop', text: 'x'.repeat(500) })).toEqual({
      page: 1,
      size: 50,
      text: 'x'.repeat(200),
      office: undefined,
      group: undefined,
      state: undefined,
      health: undefined,
      sort: undefined,
    });
    expect(readPaged({ page: '1.5' }).page).toBe(1);
    expect(readPaged({ page: 'Infinity' }).page).toBe(1);
    expect(readComputer({ tab: 'x', state: 'missing' })).toMatchObject({ tab: undefined, state: 'missing' });
    expect(readTasks({ state: 'DONE' }).state).toBeUndefined();
    expect(readPatches({ security: 'yes' }).security).toBeUndefined();
    expect(readAudit({ action: { evil: 1 } }).action).toBeUndefined();
    expect(readDeploy({ security: 'true', computer: 'c1' })).toEqual({ security: true, computer: 'c1', office: undefined, patch: undefined });
  });
});

describe('paging', () => {
  it('counts as the API does', () => {
    expect(window({ page: 1, size: 50 })).toEqual({ limit: 50, offset: 0 });
    expect(window({ page: 4, size: 20 })).toEqual({ limit: 20, offset: 60 });
  });
});
