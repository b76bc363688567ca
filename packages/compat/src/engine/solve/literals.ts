import { type AnyNumber, ExactNumber, type JsonValue } from '@sluice/contract';
import type { Atom, AtomKind, AtomOf, Formula, JsonType } from '../formula.js';
import { typeOfAtom } from '../formula.js';
import type { Universe } from '../universe.js';

/** Assertions about values of one type, all of which must hold: what is left of a conjunction without choices. */
export interface Literals {
  readonly type: JsonType;
  /** Assertions that must hold. */
  readonly must: readonly Atom[];
  /** Assertions that must not hold. */
  readonly mustNot: readonly Atom[];
}

/** What an assertion, or its negation, comes to for values of one type. */
export type Reduced =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'literal'; readonly atom: Atom; readonly holds: boolean }
  | { readonly kind: 'formula'; readonly formula: Formula };

const constant = (value: boolean): Reduced => ({ kind: 'constant', value });
const literal = (atom: Atom, holds = true): Reduced => ({ kind: 'literal', atom, holds });

/** The JSON type of a value. */
export function jsonTypeOf(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return value instanceof ExactNumber ? 'number' : (typeof value as JsonType);
}

/**
 * Reduces an assertion to one type: those of other types hold of themselves, lists of values lose the members of other
 * types, and negated limits become the opposite limits.
 */
export function reduce(atom: Atom, holds: boolean, type: JsonType, universe: Universe): Reduced {
  if (atom.kind === 'type') return constant((atom.type === type) === holds);
  if (atom.kind === 'opaque') return literal(atom, holds);
  if (atom.kind === 'in') {
    const values = atom.values.filter((value) => jsonTypeOf(value) === type);
    if (values.length === 0) return constant(!holds);
    return literal(values.length === atom.values.length ? atom : { kind: 'in', values }, holds);
  }
  if (typeOfAtom[atom.kind] !== type) return constant(holds);
  return holds ? literal(atom) : negated(atom, universe);
}

type Negate<K extends AtomKind> = (atom: AtomOf<K>, universe: Universe) => Reduced;

const atLeast = (bound: AnyNumber, exclusive: boolean) => literal({ kind: 'atLeast', bound, exclusive });
const atMost = (bound: AnyNumber, exclusive: boolean) => literal({ kind: 'atMost', bound, exclusive });
const keep = (atom: Atom) => literal(atom, false);

/** A limit that no count can be below: its negation is false. */
const below = (count: number, make: (count: number) => Atom): Reduced =>
  count < 0 ? constant(false) : literal(make(count));

const negations: { readonly [K in AtomKind]: Negate<K> } = {
  type: keep,
  in: keep,
  opaque: keep,
  integer: keep,
  multipleOf: keep,
  pattern: keep,
  format: keep,
  items: keep,
  uniqueItems: keep,
  properties: keep,
  has: keep,
  propertyNames: keep,
  atLeast: ({ bound, exclusive }) => atMost(bound, !exclusive),
  atMost: ({ bound, exclusive }) => atLeast(bound, !exclusive),
  minLength: ({ length }) => below(length - 1, (most) => ({ kind: 'maxLength', length: most })),
  maxLength: ({ length }) => literal({ kind: 'minLength', length: length + 1 }),
  minItems: ({ count }) => below(count - 1, (most) => ({ kind: 'maxItems', count: most })),
  maxItems: ({ count }) => literal({ kind: 'minItems', count: count + 1 }),
  minProperties: ({ count }) => below(count - 1, (most) => ({ kind: 'maxProperties', count: most })),
  maxProperties: ({ count }) => literal({ kind: 'minProperties', count: count + 1 }),
  contains: ({ formula, min, max }, universe) => {
    const fewer = min > 0 ? [universe.atom({ kind: 'contains', formula, min: 0, max: min - 1 })] : [];
    const more =
      max === Number.POSITIVE_INFINITY
        ? []
        : [universe.atom({ kind: 'contains', formula, min: max + 1, max: Number.POSITIVE_INFINITY })];
    const either = universe.and(universe.types('array'), universe.or(...fewer, ...more));
    return either === universe.false ? constant(false) : { kind: 'formula', formula: either };
  },
};

function negated(atom: Atom, universe: Universe): Reduced {
  return (negations[atom.kind] as (atom: Atom, universe: Universe) => Reduced)(atom, universe);
}

/** The assertions of one kind among those that must hold. */
export function all<K extends AtomKind>(atoms: readonly Atom[], kind: K): AtomOf<K>[] {
  return atoms.filter((atom): atom is AtomOf<K> => atom.kind === kind);
}
