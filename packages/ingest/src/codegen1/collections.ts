import type { JsonObject } from './types.js';

/** Whether every element passes. */
export function all(list: readonly unknown[], passes: (item: unknown) => boolean): boolean {
  for (const item of list) if (!passes(item)) return false;
  return true;
}

/** Whether every value of the properties that are not listed passes. */
export function rest(object: JsonObject, listed: ReadonlySet<string>, passes: (item: unknown) => boolean): boolean {
  for (const key of Object.keys(object)) if (!listed.has(key) && !passes(object[key])) return false;
  return true;
}

/** Whether an object has listed properties only. */
export function only(object: JsonObject, listed: ReadonlySet<string>): boolean {
  for (const key of Object.keys(object)) if (!listed.has(key)) return false;
  return true;
}

/** Number of own properties. */
export function size(object: JsonObject): number {
  return Object.keys(object).length;
}

/** A list as JSON; each element by `write`, null stays null. */
export function list(items: readonly unknown[], write: (item: never) => string): string {
  let out = '[';
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    out += (i === 0 ? '' : ',') + (item === null ? 'null' : write(item as never));
  }
  return `${out}]`;
}
