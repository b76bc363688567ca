import type { Explain } from './faults.js';
import { unique } from './same.js';
import { below } from './show.js';
import type { ValueNode } from './table.js';
import type { EventError } from './types.js';

/** Adds what is wrong with a list and with its elements. */
export function explainList(
  node: ValueNode,
  list: readonly unknown[],
  path: string,
  errors: EventError[],
  explainValue: Explain,
): void {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items } = node;
  const add = (code: string, message: string) => errors.push({ code, path, message });
  if (list.length < minItems) add('min-items', `Must have at least ${minItems} elements, found ${list.length}.`);
  if (list.length > maxItems) add('max-items', `Must have at most ${maxItems} elements, found ${list.length}.`);
  if (node.unique && !unique(list)) add('unique-items', 'No two elements may be equal.');
  if (items !== undefined) list.forEach((item, i) => void explainValue(items, item, below(path, i), errors));
}
