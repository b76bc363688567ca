import {
  type AnyNumber,
  compareNumbers,
  ExactNumber,
  isWhole,
  type JsonObject,
  type JsonValue,
} from '@sluice/contract';
import { formatHolds } from './format-holds.js';
import { type Atom, type AtomKind, type AtomOf, type Formula, type JsonType, typeOfAtom } from './formula.js';
import { equalityKey } from './json-equality.js';
import { isMultipleOf } from './multiple-of.js';
import { namedIn } from './named-in.js';
import { patternHolds } from './pattern-holds.js';
import { between, every, negate, some, type Truth } from './truth.js';

/**
 * Whether a value is in the set a formula stands for. Undefined where that hangs on something opaque, or on a pattern
 * that validators read in two ways. Numbers are taken as the decimals they are written as, lengths are code points.
 */
export function holds(formula: Formula, value: JsonValue): Truth {
  return decide(formula, value, new Map());
}

/** What was decided of each array and object so far: recursive unions ask the same of the same member many times. */
type Known = Map<JsonValue, Map<Formula, Truth>>;

function decide(formula: Formula, value: JsonValue, known: Known): Truth {
  if (formula.kind === 'atom' || typeof value !== 'object' || value === null) return decideAnew(formula, value, known);
  const verdicts = known.get(value) ?? new Map<Formula, Truth>();
  known.set(value, verdicts);
  if (!verdicts.has(formula)) verdicts.set(formula, decideAnew(formula, value, known));
  return verdicts.get(formula);
}

type Decide<T, V = JsonValue> = (subject: T, value: V, known: Known) => Truth;

function decideAnew(formula: Formula, value: JsonValue, known: Known): Truth {
  return (formulas[formula.kind] as Decide<Formula>)(formula, value, known);
}

const formulas: { readonly [K in Formula['kind']]: Decide<Extract<Formula, { kind: K }>> } = {
  true: () => true,
  false: () => false,
  and: ({ parts }, value, known) => every(parts, (part) => decide(part, value, known)),
  or: ({ parts }, value, known) => some(parts, (part) => decide(part, value, known)),
  not: ({ part }, value, known) => negate(decide(part, value, known)),
  one: ({ parts }, value, known) => between(parts, 1, 1, (part) => decide(part, value, known)),
  ref: ({ target }, value, known) => decide(target(), value, known),
  atom: ({ atom }, value, known) => {
    const type = typeOfAtom[atom.kind];
    if (type !== undefined && type !== typeOf(value)) return true;
    return (atoms[atom.kind] as Decide<Atom>)(atom, value, known);
  },
};

/** What a value is where an atom of this kind is asked about it. */
interface Subjects {
  readonly null: null;
  readonly boolean: boolean;
  readonly number: AnyNumber;
  readonly string: string;
  readonly array: JsonValue[];
  readonly object: JsonObject;
}
type Subject<K extends AtomKind> = K extends 'type' | 'in' | 'opaque' ? JsonValue : Subjects[SubjectType<K>];
type SubjectType<K extends AtomKind> = K extends 'integer' | 'atLeast' | 'atMost' | 'multipleOf'
  ? 'number'
  : K extends 'minLength' | 'maxLength' | 'pattern' | 'format'
    ? 'string'
    : K extends 'items' | 'minItems' | 'maxItems' | 'uniqueItems' | 'contains'
      ? 'array'
      : 'object';

const atoms: { readonly [K in AtomKind]: Decide<AtomOf<K>, Subject<K>> } = {
  type: ({ type }, value) => typeOf(value) === type,
  in: ({ values }, value) => isAmong(values, value),
  opaque: () => undefined,
  integer: (_, value) => isWhole(value),
  atLeast: ({ bound, exclusive }, value) => compareNumbers(value, bound) > (exclusive ? 0 : -1),
  atMost: ({ bound, exclusive }, value) => compareNumbers(value, bound) < (exclusive ? 0 : 1),
  multipleOf: ({ divisor }, value) => isMultipleOf(value, divisor),
  minLength: ({ length }, value) => codePoints(value) >= length,
  maxLength: ({ length }, value) => codePoints(value) <= length,
  pattern: ({ pattern }, value) => patternHolds(pattern, value),
  format: ({ format }, value) => formatHolds(format, value),
  items: ({ prefix, rest }, value, known) =>
    every(value.entries(), ([index, element]) => decide(prefix[index] ?? rest, element, known)),
  minItems: ({ count }, value) => value.length >= count,
  maxItems: ({ count }, value) => value.length <= count,
  uniqueItems: (_, value) => new Set(value.map(equalityKey)).size === value.length,
  contains: ({ formula, min, max }, value, known) =>
    between(value, min, max, (element) => decide(formula, element, known)),
  properties: (atom, value, known) =>
    every(Object.entries(value), ([name, member]) => propertyHolds(atom, name, member, known)),
  has: ({ name }, value) => Object.hasOwn(value, name),
  minProperties: ({ count }, value) => Object.keys(value).length >= count,
  maxProperties: ({ count }, value) => Object.keys(value).length <= count,
  propertyNames: ({ formula }, value, known) => every(Object.keys(value), (name) => decide(formula, name, known)),
};

function propertyHolds(atom: AtomOf<'properties'>, name: string, member: JsonValue, known: Known): Truth {
  const own = namedIn(atom).get(name);
  const named = own ? [decide(own, member, known)] : [];
  const matches = atom.patterns.map(([pattern]) => patternHolds(pattern, name));
  const patterns = atom.patterns.map(([, formula], index) =>
    matches[index] === false ? true : some([negate(matches[index]), decide(formula, member, known)], (one) => one),
  );
  if (named.length > 0 || matches.includes(true)) return every([...named, ...patterns], (one) => one);
  const matched = some(matches, (one) => one);
  const rest = some([matched, decide(atom.rest, member, known)], (one) => one);
  return every([...patterns, rest], (one) => one);
}

/** Lists that are asked about many values, by their members' keys. */
const listed = new WeakMap<readonly JsonValue[], ReadonlySet<string>>();
const longList = 16;

function isAmong(values: readonly JsonValue[], value: JsonValue): boolean {
  if (values.length > longList) return keysOf(values).has(equalityKey(value));
  if (typeof value !== 'object' || value === null) return values.includes(value);
  const key = equalityKey(value);
  return values.some((member) => equalityKey(member) === key);
}

function keysOf(values: readonly JsonValue[]): ReadonlySet<string> {
  const keys = listed.get(values) ?? new Set(values.map(equalityKey));
  listed.set(values, keys);
  return keys;
}

function typeOf(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return value instanceof ExactNumber ? 'number' : (typeof value as JsonType);
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
