import { same } from './same.js';

/** Stands for a value that came under two names with two meanings; passes no check. */
export const CONFLICT = Symbol('rename conflict');

/** The value of a field that may come under its new name, an old one, or both if they agree; else {@link CONFLICT}. */
export function either(current: unknown, former: unknown): unknown {
  if (former === undefined) return current;
  if (current === undefined || current === CONFLICT) return current ?? former;
  return same(current, former) ? current : CONFLICT;
}
