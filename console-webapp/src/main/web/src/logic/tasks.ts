import { TASK_STATES, type TaskState } from '../api/types';

export function isOpen(state: TaskState): boolean {
  return TASK_STATES.indexOf(state) < TASK_STATES.indexOf('SUCCEEDED');
}

export interface Progress {
  total: number;
  ended: number;
  percent: number;
}

export function progressOf(tasks: Partial<Record<TaskState, number>>): Progress {
  let total = 0;
  let ended = 0;
  for (const state of TASK_STATES) {
    const count = tasks[state] ?? 0;
    total += count;
    if (!isOpen(state)) ended += count;
  }
  return { total, ended, percent: total === 0 ? 100 : Math.floor((ended / total) * 100) };
}
