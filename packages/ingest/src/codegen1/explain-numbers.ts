import { noteDecimal } from './explain-decimal.js';
import { type FaultPath, type Findings, type Key, note, pathOf, shown } from './faults.js';
import { matcherOf } from './patterns.js';
import { cut } from './show.js';
import type { ValueNode } from './table.js';

interface Bound {
  readonly keyword: 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum' | 'multipleOf';
  readonly code: string;
  readonly phrase: string;
  readonly holds: (value: number, limit: number) => boolean;
}

const bound = (keyword: Bound['keyword'], code: string, phrase: string, holds: Bound['holds']): Bound => ({
  keyword,
  code,
  phrase,
  holds,
});

const BOUNDS: readonly Bound[] = [
  bound('minimum', 'minimum', 'at least', (value, limit) => value >= limit),
  bound('maximum', 'maximum', 'at most', (value, limit) => value <= limit),
  bound('exclusiveMinimum', 'exclusive-minimum', 'more than', (value, limit) => value > limit),
  bound('exclusiveMaximum', 'exclusive-maximum', 'less than', (value, limit) => value < limit),
  bound('multipleOf', 'multiple-of', 'a multiple of', (value, limit) => value % limit === 0),
];

const NO_BOUNDS: readonly Bound[] = [];
const prepared = new WeakMap<ValueNode, readonly Bound[]>();

/** The bounds that a node sets, found once for each. */
function boundsOf(node: ValueNode): readonly Bound[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = node;
  const first = minimum ?? maximum ?? exclusiveMinimum ?? exclusiveMaximum ?? multipleOf;
  if (first === undefined) return NO_BOUNDS;
  const known = prepared.get(node);
  if (known !== undefined) return known;
  const bounds = BOUNDS.filter(({ keyword }) => node[keyword] !== undefined);
  prepared.set(node, bounds);
  return bounds;
}

/** Adds what is wrong with a number. */
export function explainNumber(
  node: ValueNode,
  value: number,
  place: FaultPath | undefined,
  key: Key,
  found: Findings,
): void {
  if (isUnsafe(node, value)) {
    const sent = found.digits?.(pathOf(place, key));
    const number = sent === undefined ? `about ${value}` : cut(sent);
    const message = `Whole numbers beyond ±9007199254740991 lose digits in JSON, found ${number}. Define the field as Id64 and send it as a string.`;
    note(found, 'unsafe-integer', message, place, key);
    return;
  }
  for (const bound of boundsOf(node)) {
    const limit = node[bound.keyword] as number;
    if (bound.holds(value, limit)) continue;
    const sent = shown(found, value, place, key);
    note(found, bound.code, `Must be ${bound.phrase} ${limit}, found ${sent}.`, place, key);
  }
  const { decimal, pattern } = node;
  if (!decimal) return;
  const text = String(value);
  const sent = found.digits === undefined ? text : shown(found, value, place, key);
  noteDecimal(decimal, text, sent, place, key, found);
  if (pattern !== undefined && !matcherOf(node).test(text))
    note(found, 'pattern', `Must match ${pattern}, found ${sent}.`, place, key);
}

/** JSON.parse has already rounded such a number; the bounds of an int64 on the wire refuse it. */
function isUnsafe({ minimum = -Infinity, maximum = Infinity }: ValueNode, value: number): boolean {
  if (!Number.isInteger(value) || Number.isSafeInteger(value) || (value >= minimum && value <= maximum)) return false;
  return minimum === Number.MIN_SAFE_INTEGER || maximum === Number.MAX_SAFE_INTEGER;
}
