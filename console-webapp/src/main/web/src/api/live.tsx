import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { pathOf } from './client';
import type { Subject } from './queries';

const TOPICS: Record<string, Subject[]> = {
  COMPUTER: ['computers', 'summary', 'offices'],
  CATALOG: ['sources', 'summary'],
  SOURCE: ['sources', 'summary', 'findings', 'vulnerabilities'],
  DEPLOYMENT: ['deployments', 'tasks', 'summary'],
  TASK: ['tasks', 'deployments'],
  ORDER: ['tasks'],
  OFFICE: ['offices'],
  APPROVAL: ['patches'],
  EXPOSURE: ['exposureNews'],
  POLICY: ['policies'],
  EVALUATED: ['summary', 'computers', 'findings', 'patches', 'vulnerabilities'],
};
const GATHER_MILLIS = 700;
const POLL_MILLIS = 15_000;
const FIRST_RETRY_MILLIS = 2_000;
const LAST_RETRY_MILLIS = 60_000;

export interface LiveState {
  live: boolean;
  /** When the news stopped; null while they come, and before they first did. */
  staleSince: Date | null;
}

const Context = createContext<LiveState>({ live: false, staleSince: null });

/** Listens to the server's news and refreshes what they are about; without news it asks every now and then. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>({ live: false, staleSince: null });

  useEffect(() => {
    let stream: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let wait = FIRST_RETRY_MILLIS;
    let broken = false;
    let lastId = '';
    const due = new Set<Subject>();

    const gather = (subjects: Subject[]) => {
      subjects.forEach((subject) => due.add(subject));
      gathering ??= setTimeout(() => {
        gathering = undefined;
        for (const subject of due) void queries.invalidateQueries({ queryKey: [subject] });
        due.clear();
      }, GATHER_MILLIS);
    };
    const lost = () => {
      broken = true;
      setState((now) => (now.staleSince ? now : { live: false, staleSince: new Date() }));
    };
    const open = () => {
      stream = new EventSource(pathOf('/changes', { since: lastId }));
      stream.onopen = () => {
        wait = FIRST_RETRY_MILLIS;
        setState({ live: true, staleSince: null });
        if (broken) void queries.invalidateQueries();
        broken = false;
      };
      stream.onerror = () => {
        lost();
        if (stream?.readyState !== EventSource.CLOSED) return;
        stream.close();
        retry = setTimeout(open, wait * (0.75 + Math.random() / 2));
        wait = Math.min(wait * 2, LAST_RETRY_MILLIS);
      };
      for (const [topic, subjects] of Object.entries(TOPICS)) {
        stream.addEventListener(topic, (event) => {
          lastId = event.lastEventId || lastId;
          gather(subjects);
        });
      }
      stream.addEventListener('RESYNC', () => void queries.invalidateQueries());
    };
    open();
    const poll = setInterval(() => {
      if (broken && !document.hidden) void queries.invalidateQueries();
    }, POLL_MILLIS);
    return () => {
      stream?.close();
      clearTimeout(retry);
      clearTimeout(gathering);
      clearInterval(poll);
    };
  }, [queries]);

  return <Context.Provider value={state}>{children}</Context.Provider>;
}

export function useLive(): LiveState {
  return useContext(Context);
}
