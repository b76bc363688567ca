import { obj } from './same.js';
import { constraints, type TableNode } from './table.js';
import { json } from './text.js';
import type { JsonObject } from './types.js';

/**
 * Counts, while one row is written, the properties that no writer has read: 0 means that nothing is left over, and the
 * walk below can be saved. Shared by all generated writers; a row is written in one go, so nobody interferes.
 */
export const unread = { count: 0 };

/** Whether the row that was written last left properties over. */
export function extrasLeft(): boolean {
  return unread.count !== 0;
}

/** Number of properties, counting inherited ones too (which only makes the walk run once too often). */
export function keys(object: object): number {
  let count = 0;
  for (const _ in object) count++;
  return count;
}

function put(into: JsonObject, key: string, value: unknown): void {
  Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
}

function collected(
  entries: Iterable<readonly [string, unknown]>,
  node: (key: string) => TableNode | 'none' | undefined,
) {
  const found: JsonObject = {};
  for (const [key, value] of entries) {
    const below = node(key);
    const extra = below === undefined ? value : below === 'none' ? undefined : extrasOf(value, below);
    if (extra !== undefined) put(found, key, extra);
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** What a table does not know, under its wire path, elements of lists by their index; undefined where there is nothing. */
function extrasOf(value: unknown, node: TableNode): JsonObject | undefined {
  const { fields, rest, items, json: whole } = constraints(node);
  if (whole) return undefined;
  if (Array.isArray(value)) return items === undefined ? undefined : collected(Object.entries(value), () => items);
  if (!obj(value) || (!fields && rest === undefined)) return undefined;
  const known = new Map<string, TableNode>();
  for (const [name, inner, , ...olds] of fields ?? []) for (const key of [name, ...olds]) known.set(key, inner);
  return collected(Object.entries(value), (key) => known.get(key) ?? rest);
}

/** `prefix` and the unknown fields of an event as JSON in a string literal, or nothing. */
export function extra(event: JsonObject, node: TableNode, prefix: string): string {
  const found = extrasOf(event, node);
  return found === undefined ? '' : prefix + json(found);
}

/** Whether an old name is used anywhere in an event. */
export function aged(value: unknown, node: TableNode): boolean {
  const { fields, rest, items, json: whole } = constraints(node);
  if (whole) return false;
  if (Array.isArray(value)) return items !== undefined && value.some((item) => aged(item, items));
  if (!obj(value)) return false;
  if (!fields) return rest !== undefined && rest !== 'none' && Object.values(value).some((item) => aged(item, rest));
  return fields.some(
    ([name, inner, , ...olds]) =>
      olds.some((old) => Object.hasOwn(value, old)) || (Object.hasOwn(value, name) && aged(value[name], inner)),
  );
}

/** For versions without old names. */
export function never(): boolean {
  return false;
}
