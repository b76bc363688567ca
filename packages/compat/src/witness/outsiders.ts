import { holdsExact, type JsonSchema, type JsonValue } from '@sluice/contract';
import { compileSchema } from '../engine/compile/index.js';
import { differencesBetween } from '../engine/parts/index.js';
import type { AnySchema } from '../engine/types.js';
import { Universe } from '../engine/universe.js';
import { type Doubt, namedDoubt } from '../engine/unknown-reasons.js';
import { inOldWords } from './in-old-words.js';

/** What stood in the way of a proof: a keyword, and the keys that lead to it. */
export interface Obstacle {
  readonly keyword: string;
  readonly path: readonly string[];
}

/** Steps of the proof and of all values found together: the same on every machine. */
const mostSteps = 20_000;
/** Values that come to nothing before the search is given up. */
const mostValues = 12;

/** Either nobody is left outside, or values that may be, or what stood in the way of an answer. */
export type Outsiders =
  | { readonly kind: 'none' }
  | { readonly kind: 'values'; readonly values: Iterable<JsonValue> }
  | { readonly kind: 'unknown'; readonly obstacle: Obstacle };

/**
 * Asks the engine for values that the older schema accepts and the newer one does not after the upcast, under the
 * `evolution` policy: the writer's objects are closed, the reader's open. `none` is a proof. The values are in the words
 * of the older schema and still have to be confirmed.
 */
export function outsiders(before: JsonSchema, after: JsonSchema): Outsiders {
  const universe = new Universe();
  const { writer, reader } = inOldWords(before, after);
  const written = compile(universe, writer, 'writer');
  const read = compile(universe, reader, 'reader');
  if ('problem' in written || 'problem' in read) return unknown('$schema', '');
  const members = differencesBetween(universe, [written.formula, read.formula], mostSteps);
  const first = members.next();
  if (!first.done) return { kind: 'values', values: valuesOf(first.value.value, members) };
  return first.value.kind === 'empty' ? { kind: 'none' } : named(first.value.doubt);
}

function compile(universe: Universe, schema: JsonSchema, policy: 'writer' | 'reader') {
  return compileSchema(universe, schema as AnySchema, { name: policy, assertFormat: true, policy });
}

/** Without values that no client can send as they are: numbers that no double holds. */
function* valuesOf(first: JsonValue, members: Iterator<{ readonly value: JsonValue }>): Generator<JsonValue> {
  if (!holdsExact(first)) yield first;
  for (let count = 1; count < mostValues; count++) {
    const next = members.next();
    if (next.done) return;
    if (!holdsExact(next.value.value)) yield next.value.value;
  }
}

function named(doubt: Doubt): Outsiders {
  const { keyword, path } = namedDoubt(doubt);
  return unknown(keyword, path);
}

function unknown(keyword: string, path: string): Outsiders {
  const pointer = path.slice(path.indexOf('#') + 1);
  return { kind: 'unknown', obstacle: { keyword, path: pointer.split('/').slice(1) } };
}
