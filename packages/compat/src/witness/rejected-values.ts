import { holdsExact, type JsonSchema, type JsonValue } from '@sluice/contract';
import { compileSchema } from '../engine/compile/index.js';
import type { NoMember } from '../engine/members.js';
import { differencesBetween } from '../engine/parts/index.js';
import type { AnySchema } from '../engine/types.js';
import { Universe } from '../engine/universe.js';
import { type Doubt, namedDoubt } from '../engine/unknown-reasons.js';
import { inOlderNames } from './in-older-names.js';

/** What stood in the way of a proof: a keyword, and the keys that lead to it. */
export interface Obstacle {
  readonly keyword: string;
  readonly path: readonly string[];
}

/** Steps of the proof and of all values found together: the same on every machine. */
const mostSteps = 20_000;
/** Values that come to nothing before the search is given up. */
const mostValues = 12;

/**
 * Either nobody is left outside, or values that may be, or what stood in the way of an answer. `rest`: what stands in the way of an
 * answer for what is left, once a value is taken for a proof.
 */
export type RejectedValues =
  | { readonly kind: 'none' }
  | { readonly kind: 'values'; readonly values: Iterable<JsonValue>; rest(): Obstacle | undefined }
  | { readonly kind: 'unknown'; readonly obstacle: Obstacle };

/**
 * Asks the engine for values that the older schema accepts and the newer one does not after the upcast, under the
 * `evolution` policy: the writer's objects are closed, the reader's open. `none` is a proof. The values are in the words
 * of the older schema and still have to be confirmed.
 */
export function rejectedValues(before: JsonSchema, after: JsonSchema): RejectedValues {
  const universe = new Universe();
  const { writer, reader } = inOlderNames(before, after);
  const written = compile(universe, writer, 'writer');
  const read = compile(universe, reader, 'reader');
  if ('problem' in written || 'problem' in read) return { kind: 'unknown', obstacle: { keyword: '$schema', path: [] } };
  const members = differencesBetween(universe, [written.formula, read.formula], mostSteps);
  const first = members.next();
  if (!first.done) return new Found(first.value.value, members);
  return first.value.kind === 'empty' ? { kind: 'none' } : { kind: 'unknown', obstacle: named(first.value.doubt) };
}

function compile(universe: Universe, schema: JsonSchema, policy: 'writer' | 'reader') {
  return compileSchema(universe, schema as AnySchema, { name: policy, assertFormat: true, policy });
}

/** Values as they are found, each of them once, and what is left beside them. */
class Found {
  readonly kind = 'values';
  readonly #seen: JsonValue[];
  readonly #members: ReturnType<typeof differencesBetween>;
  #end: NoMember | undefined;

  constructor(first: JsonValue, members: ReturnType<typeof differencesBetween>) {
    this.#seen = [first];
    this.#members = members;
  }

  /** Without values that no client can send as they are: numbers that no double holds. */
  get values(): Iterable<JsonValue> {
    return { [Symbol.iterator]: () => this.#each() };
  }

  /** Looks at everything else. */
  rest(): Obstacle | undefined {
    while (!this.#end) this.#pull(true);
    return this.#end.kind === 'unknown' ? named(this.#end.doubt) : undefined;
  }

  *#each(): Generator<JsonValue> {
    for (let at = 0; at < mostValues; at++) {
      if (at === this.#seen.length) this.#pull(false);
      const value = this.#seen[at];
      if (value === undefined) return;
      if (!holdsExact(value)) yield value;
    }
  }

  #pull(isTaken: boolean): void {
    if (this.#end) return;
    const next = this.#members.next(isTaken);
    if (next.done) this.#end = next.value;
    else this.#seen.push(next.value.value);
  }
}

function named(doubt: Doubt): Obstacle {
  const { keyword, path } = namedDoubt(doubt);
  const pointer = path.slice(path.indexOf('#') + 1);
  return { keyword, path: pointer.split('/').slice(1) };
}
