import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, Problem, type Query } from './client';
import type { Capabilities, Group, List, Office } from './types';

/** What a query is about, so that news of a topic refreshes it. */
export type Subject =
  | 'summary'
  | 'computers'
  | 'findings'
  | 'patches'
  | 'vulnerabilities'
  | 'exposureNews'
  | 'deployments'
  | 'tasks'
  | 'sources'
  | 'offices'
  | 'policies'
  | 'tokens'
  | 'accounts'
  | 'audit'
  | 'capabilities';

export function useRead<T>(subject: Subject, path: string, query: Query = {}, enabled = true) {
  return useQuery<T, Problem>({
    queryKey: [subject, path, query],
    queryFn: () => api.get<T>(path, query),
    // The last rows stay while the next page loads, but never those of something else.
    placeholderData: (before, query) => (query?.queryKey[1] === path ? before : undefined),
    enabled,
  });
}

/** Which capabilities are here. When one comes back, everything is asked for again: some of it was refused without it. */
export function useCapabilities(): Capabilities {
  const queries = useQueryClient();
  const before = useRef<Capabilities>({});
  const { data } = useQuery<Capabilities, Problem>({
    queryKey: ['capabilities'],
    queryFn: () => api.get<Capabilities>('/platform/capabilities'),
    refetchInterval: 15_000,
  });
  useEffect(() => {
    const known = before.current;
    before.current = data ?? {};
    if (Object.entries(before.current).some(([name, present]) => present && known[name] === false)) {
      void queries.invalidateQueries();
    }
  }, [data, queries]);
  return data ?? {};
}

export function useOffices(): Office[] {
  const { data } = useRead<List<Office>>('offices', '/offices', { limit: 1000 });
  return data?.items ?? [];
}

export function useGroups(): string[] {
  const { data } = useRead<List<Group>>('computers', '/groups', { limit: 1000 });
  return data?.items.map((group) => group.name) ?? [];
}
