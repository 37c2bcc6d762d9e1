import type { NewDeployment } from '../api/types';

export interface Wish {
  patches: 'security' | 'all' | 'chosen';
  chosenPatches: string[];
  computers: 'all' | 'office' | 'chosen';
  chosenComputers: string[];
  office: string;
  name: string;
  days: number;
}

/** Why the wizard cannot go on, as the key of a text; null when it can. */
export function missingIn(wish: Wish): 'patches' | 'computers' | 'office' | 'name' | null {
  if (wish.patches === 'chosen' && wish.chosenPatches.length === 0) return 'patches';
  if (wish.computers === 'chosen' && wish.chosenComputers.length === 0) return 'computers';
  if (wish.computers === 'office' && !wish.office) return 'office';
  if (!wish.name.trim()) return 'name';
  return null;
}

export function bodyOf(wish: Wish): NewDeployment {
  return {
    name: wish.name.trim(),
    patches: wish.patches === 'chosen' ? wish.chosenPatches : [],
    securityOnly: wish.patches === 'security',
    computers: wish.computers === 'chosen' ? wish.chosenComputers : [],
    office: wish.computers === 'office' ? wish.office : null,
    validity: `P${wish.days}D`,
  };
}

/** The same by hand. `fettle api` proves who calls; nothing in quotes can end the quotes. */
export function apiCall(body: NewDeployment): string {
  const json = JSON.stringify(body, null, 2).replaceAll("'", '\\u0027');
  return `./fettle api POST /api/v1/deployments --data '${json}'`;
}
