import { COMPUTER_STATES, EXPOSURE_STATES, FINDING_STATES, HEALTHS, PATCH_STATES, SEVERITIES, TASK_STATES } from '../api/types';

/** The address line holds the whole state of a page: here it is read, bounded, and written short. */
export type Raw = Record<string, unknown>;

export const SIZES = [20, 50, 100, 200] as const;
const SIZE = 50;
const MAX_PAGE = 1_000_000;
const MAX_TEXT = 200;

export interface Paged {
  page: number;
  size: number;
}

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Leaves out what is not set and what is usual. */
export function stringifySearch(search: Raw): string {
  const said = Object.entries(search).filter(
    ([name, value]) =>
      value !== undefined &&
      value !== null &&
      value !== '' &&
      !(name === 'page' && Number(value) === 1) &&
      !(name === 'size' && Number(value) === SIZE),
  );
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : '';
}

/** What may be undefined may be left out. */
type Sparse<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: T[K];
};

function sparse<T extends object>(search: T): Sparse<T> {
  return search as unknown as Sparse<T>;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_TEXT) : undefined;
}

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((known) => known === value);
}

export function readPaged(raw: Raw): Paged {
  const page = Number(raw.page);
  const size = Number(raw.size);
  return {
    page: Number.isInteger(page) && page >= 1 && page <= MAX_PAGE ? page : 1,
    size: SIZES.find((known) => known === size) ?? SIZE,
  };
}

/** As the API counts. */
export function window(paged: Paged): { limit: number; offset: number } {
  return { limit: paged.size, offset: (paged.page - 1) * paged.size };
}

const SORTS = ['hostname', '-hostname', 'lastSeen', '-lastSeen', 'office', '-office'] as const;

export function readComputers(raw: Raw) {
  return sparse({
    ...readPaged(raw),
    ...readPart(raw),
    text: text(raw.text),
    state: oneOf(COMPUTER_STATES, raw.state),
    health: oneOf(HEALTHS, raw.health),
    sort: oneOf(SORTS, raw.sort),
  });
}
export type ComputersSearch = ReturnType<typeof readComputers>;

export const COMPUTER_TABS = ['summary', 'findings', 'exposures', 'packages', 'tasks', 'facts'] as const;

export function readComputer(raw: Raw) {
  return sparse({
    ...readPaged(raw),
    tab: oneOf(COMPUTER_TABS, raw.tab),
    text: text(raw.text),
    state: oneOf(['missing', 'all', ...FINDING_STATES], raw.state),
  });
}

function flag(value: unknown): true | undefined {
  return value === 'true' || value === true ? true : undefined;
}

/** The part of the fleet that a list is of. */
function readPart(raw: Raw) {
  return { office: text(raw.office), group: text(raw.group) };
}

export function readPatches(raw: Raw) {
  return sparse({ ...readPaged(raw), ...readPart(raw), security: flag(raw.security) });
}

export function readPatch(raw: Raw) {
  return sparse({ ...readPaged(raw), ...readPart(raw), state: oneOf(PATCH_STATES, raw.state), text: text(raw.text) });
}

export function readVulnerabilities(raw: Raw) {
  return sparse({
    ...readPaged(raw),
    ...readPart(raw),
    text: text(raw.text),
    severity: oneOf(SEVERITIES, raw.severity),
    exploited: flag(raw.exploited),
    fixable: flag(raw.fixable),
  });
}

export function readVulnerability(raw: Raw) {
  return sparse({ ...readPaged(raw), ...readPart(raw), state: oneOf(EXPOSURE_STATES, raw.state), text: text(raw.text) });
}

export function readTasks(raw: Raw) {
  return sparse({ ...readPaged(raw), state: oneOf(TASK_STATES, raw.state) });
}

export function readAudit(raw: Raw) {
  return sparse({ ...readPaged(raw), action: text(raw.action) });
}

/** The wizard can be started with something chosen already. */
export function readDeploy(raw: Raw) {
  return sparse({
    computer: text(raw.computer),
    patch: text(raw.patch),
    office: text(raw.office),
    security: flag(raw.security),
  });
}
