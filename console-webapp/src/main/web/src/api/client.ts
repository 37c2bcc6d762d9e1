const BASE = '/api/v1';

/** What the server says when it does not do what it was asked. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly requestId: string,
  ) {
    super(detail || code);
  }
}

let csrfToken = '';
let onLoggedOut: () => void = () => undefined;
let onPasswordDue: () => void = () => undefined;

/** The token that every request that changes something has to carry. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** What to do when the server does not know the session any more, or wants a new password first. */
export function whenLoggedOut(loggedOut: () => void, passwordDue: () => void): void {
  onLoggedOut = loggedOut;
  onPasswordDue = passwordDue;
}

export type Query = Record<string, string | number | boolean | undefined | null>;

/** A path with its parameters; those without a value are left out, because the API refuses what it does not know. */
export function pathOf(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return BASE + path + (text ? `?${text}` : '');
}

async function problem(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as Partial<Problem>;
    return new Problem(response.status, body.code ?? 'UNKNOWN', body.detail ?? '', body.requestId ?? '');
  } catch {
    return new Problem(response.status, 'UNKNOWN', '', '');
  }
}

async function send<T>(method: string, path: string, body?: unknown, quiet = false): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (method !== 'GET') {
    headers['X-CSRF-Token'] = csrfToken;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Problem(0, 'UNREACHABLE', '', '');
  }
  if (!response.ok) {
    const failure = await problem(response);
    if (failure.status === 401 && !quiet) onLoggedOut();
    if (failure.code === 'PASSWORD_CHANGE_REQUIRED') onPasswordDue();
    throw failure;
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const api = {
  get: <T>(path: string, query?: Query) => send<T>('GET', pathOf(path, query)),
  /** Without sending anybody to the log-in page. */
  getQuietly: <T>(path: string) => send<T>('GET', pathOf(path), undefined, true),
  post: <T>(path: string, body?: unknown) => send<T>('POST', pathOf(path), body),
  put: <T>(path: string, body: unknown) => send<T>('PUT', pathOf(path), body),
  remove: (path: string) => send<void>('DELETE', pathOf(path)),
};
