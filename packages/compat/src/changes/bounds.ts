import type { JsonSchema, JsonValue } from '@sluice/contract';
import { keywordOf } from './schema.js';

/** A keyword that limits values, and when a new limit refuses something the old one let through. */
interface Bound {
  readonly keyword: string;
  /** Whether going from one limit to the other can refuse values; both are present and differ. */
  readonly narrows: (before: JsonValue, after: JsonValue) => boolean;
  /** The limit that an absent keyword stands for. */
  readonly absent?: JsonValue;
}

const lower = (before: JsonValue, after: JsonValue) => Number(after) > Number(before);
const upper = (before: JsonValue, after: JsonValue) => Number(after) < Number(before);
const always = () => true;

/** Every keyword that draws a limit. */
export const bounds: readonly Bound[] = [
  { keyword: 'minimum', narrows: lower },
  { keyword: 'exclusiveMinimum', narrows: lower },
  { keyword: 'minLength', narrows: lower, absent: 0 },
  { keyword: 'minItems', narrows: lower, absent: 0 },
  { keyword: 'minProperties', narrows: lower, absent: 0 },
  { keyword: 'maximum', narrows: upper },
  { keyword: 'exclusiveMaximum', narrows: upper },
  { keyword: 'maxLength', narrows: upper },
  { keyword: 'maxItems', narrows: upper },
  { keyword: 'maxProperties', narrows: upper },
  { keyword: 'multipleOf', narrows: (before, after) => Number(before) % Number(after) !== 0 },
  { keyword: 'uniqueItems', narrows: (_, after) => after === true, absent: false },
  { keyword: 'pattern', narrows: always },
  { keyword: 'format', narrows: always },
];

/** How a limit moved from one schema to the other; undefined where it did not. */
export function boundMove(bound: Bound, before: JsonSchema, after: JsonSchema): 'tightened' | 'loosened' | undefined {
  const old = keywordOf(before, bound.keyword) ?? bound.absent;
  const now = keywordOf(after, bound.keyword) ?? bound.absent;
  if (old === now) return undefined;
  if (old === undefined) return 'tightened';
  if (now === undefined) return 'loosened';
  return bound.narrows(old, now) ? 'tightened' : 'loosened';
}
