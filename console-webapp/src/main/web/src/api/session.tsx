import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, Problem, setCsrfToken, whenLoggedOut } from './client';
import { ROLES, type Role, type Session } from './types';

export function includes(role: Role, wanted: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(wanted);
}

interface SessionState {
  /** Undefined while nobody knows yet; null when nobody is logged in. */
  session: Session | null | undefined;
  failure: Problem | null;
  logIn(name: string, password: string): Promise<void>;
  logOut(): Promise<void>;
  changePassword(oldPassword: string, newPassword: string): Promise<void>;
}

const Context = createContext<SessionState | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const [failure, setFailure] = useState<Problem | null>(null);
  const queries = useQueryClient();

  const take = useCallback((next: Session | null) => {
    setCsrfToken(next?.csrfToken ?? '');
    setSession(next);
  }, []);

  useEffect(() => {
    whenLoggedOut(
      () => take(null),
      () => setSession((now) => (now ? { ...now, mustChangePassword: true } : now)),
    );
    api.getQuietly<Session>('/session').then(take, (cause: unknown) => {
      take(null);
      if (cause instanceof Problem && cause.status !== 401) setFailure(cause);
    });
  }, [take]);

  const state = useMemo<SessionState>(
    () => ({
      session,
      failure,
      async logIn(name, password) {
        const next = await api.post<Session>('/session', { name, password });
        setFailure(null);
        queries.clear();
        take(next);
      },
      async logOut() {
        try {
          await api.remove('/session');
        } finally {
          take(null);
          queries.clear();
        }
      },
      async changePassword(oldPassword, newPassword) {
        const next = await api.post<Session>('/session/password', { oldPassword, newPassword });
        queries.clear();
        take(next);
      },
    }),
    [session, failure, queries, take],
  );
  return <Context.Provider value={state}>{children}</Context.Provider>;
}

export function useSession(): SessionState {
  const state = useContext(Context);
  if (!state) throw new Error('There is no SessionProvider around this');
  return state;
}

/** Whether the one who is logged in may do what needs this role. */
export function useMay(role: Role): boolean {
  const { session } = useSession();
  return !!session && includes(session.role, role);
}

/** Whether, besides, all offices are seen: what is about the whole server needs that. */
export function useMayEverywhere(role: Role): boolean {
  const { session } = useSession();
  return !!session?.everything && includes(session.role, role);
}
