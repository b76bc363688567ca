import { type Explain, type FaultPath, type Findings, note } from './faults.js';
import { unique } from './same.js';
import type { ValueNode } from './table.js';

/** Adds what is wrong with a list and with its elements. */
export function explainList(
  node: ValueNode,
  list: readonly unknown[],
  place: FaultPath | undefined,
  found: Findings,
  explainValue: Explain,
): void {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items } = node;
  const add = (code: string, message: string) => note(found, code, message, place, undefined);
  if (list.length < minItems) add('min-items', `Must have at least ${minItems} elements, found ${list.length}.`);
  if (list.length > maxItems) add('max-items', `Must have at most ${maxItems} elements, found ${list.length}.`);
  if (node.unique && !unique(list)) add('unique-items', 'No two elements may be equal.');
  if (items === undefined) return;
  for (let i = 0; i < list.length; i++) explainValue(items, list[i], place, i, found);
}
