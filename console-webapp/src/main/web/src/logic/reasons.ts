import type { TFunction } from 'i18next';
import type { Reason } from '../api/types';

/** A code with its parameters, for whatever the word lists do not know. */
export function spelled(reason: Reason): string {
  const parameters = Object.entries(reason.parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
  return parameters ? `${reason.code} (${parameters})` : reason.code;
}

/**
 * A reason in words. Where a code's words depend on which parameters there are, the list has a second entry whose key ends
 * with their names, as in `apt.kept_back+words`.
 */
export function inWords(t: TFunction, exists: (key: string) => boolean, reason: Reason): string {
  const names = Object.entries(reason.parameters)
    .filter(([, value]) => value !== '')
    .map(([name]) => name)
    .sort();
  const key = [`reason/${reason.code}+${names.join('+')}`, `reason/${reason.code}`].find(exists);
  // Not as options: parameters come from afar, and i18next has options that do things.
  return key ? t(key, { replace: reason.parameters }) : spelled(reason);
}
