import type { JsonObject } from './types.js';

/** Deeper values than this are never equal: comparing must not exhaust the stack. */
const DEEPEST = 500;

/** A JSON object: neither null nor an array. */
export function obj(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own property of an object whose name the prototype may have too (`constructor`, `__proto__`). */
export function own(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function sameObjects(a: JsonObject, b: JsonObject, depth: number): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key], depth + 1));
}

/** Whether two JSON values are equal, whatever the order of their keys. Values nested deeper than 500 levels are not. */
export function same(a: unknown, b: unknown, depth = 0): boolean {
  if (a === b) return true;
  if (depth > DEEPEST) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i], depth + 1));
  }
  return obj(a) && obj(b) && sameObjects(a, b, depth);
}

/** Equal values give equal texts: keys sorted, no blanks. Throws a RangeError where the value is nested too deeply. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!obj(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** What two equal elements share: texts and JSON texts are kept apart by their first letter. */
function identity(item: unknown, place: number): unknown {
  if (typeof item === 'string') return `t${item}`;
  if (typeof item !== 'object' || item === null) return item;
  try {
    return `j${canonical(item)}`;
  } catch {
    return `d${place}`;
  }
}

/** Whether no two elements are equal. Elements that are nested too deeply to compare count as different. */
export function unique(list: readonly unknown[]): boolean {
  return new Set(list.map(identity)).size === list.length;
}

/** Whether a value equals one of the listed ones. */
export function among(value: unknown, list: readonly unknown[]): boolean {
  return list.some((item) => same(value, item));
}
