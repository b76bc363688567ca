import type { AnyNumber, JsonValue } from '@sluice/contract';
import type { UnknownReason } from './unknown-reasons.js';

/** The six types of JSON. An integer is a number that is whole. */
export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** Every JSON type. */
export const jsonTypeNames: readonly JsonType[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/**
 * A schema as a set of JSON values. Formulas are interned by their {@link Universe}: equal formulas are the same object,
 * and `id` names them. A recursive schema is a `ref` whose target is compiled when it is first asked for.
 */
export type Formula =
  | { readonly kind: 'true'; readonly id: number }
  | { readonly kind: 'false'; readonly id: number }
  | { readonly kind: 'and'; readonly id: number; readonly parts: readonly Formula[] }
  | { readonly kind: 'or'; readonly id: number; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly id: number; readonly part: Formula }
  /** Exactly one of the parts holds. */
  | { readonly kind: 'one'; readonly id: number; readonly parts: readonly Formula[] }
  | { readonly kind: 'ref'; readonly id: number; readonly target: () => Formula; readonly name: string }
  | { readonly kind: 'atom'; readonly id: number; readonly atom: Atom };

/**
 * One assertion. All but `type` and `in` speak about values of one JSON type and are true of every value of another
 * type, as JSON Schema's keywords are. Numbers are the decimals they are written as: no bound is rounded.
 */
export type Atom =
  | { readonly kind: 'type'; readonly type: JsonType }
  /** The value equals one of these (JSON equality: 1 equals 1.0, key order does not matter). */
  | { readonly kind: 'in'; readonly values: readonly JsonValue[] }
  /** A number that is whole. */
  | { readonly kind: 'integer' }
  | { readonly kind: 'atLeast'; readonly bound: AnyNumber; readonly exclusive: boolean }
  | { readonly kind: 'atMost'; readonly bound: AnyNumber; readonly exclusive: boolean }
  | { readonly kind: 'multipleOf'; readonly divisor: AnyNumber }
  | { readonly kind: 'minLength'; readonly length: number }
  | { readonly kind: 'maxLength'; readonly length: number }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'format'; readonly format: string }
  /** Each element: the first ones by position, all later ones by `rest`. */
  | { readonly kind: 'items'; readonly prefix: readonly Formula[]; readonly rest: Formula }
  | { readonly kind: 'minItems'; readonly count: number }
  | { readonly kind: 'maxItems'; readonly count: number }
  | { readonly kind: 'uniqueItems' }
  /** Between `min` and `max` (Infinity for none) elements are in the set. */
  | { readonly kind: 'contains'; readonly formula: Formula; readonly min: number; readonly max: number }
  /** Each property: by name, and by every pattern its name matches; by `rest` where it is neither. */
  | {
      readonly kind: 'properties';
      readonly named: readonly (readonly [name: string, formula: Formula])[];
      readonly patterns: readonly (readonly [pattern: string, formula: Formula])[];
      readonly rest: Formula;
    }
  /** The object has this property. */
  | { readonly kind: 'has'; readonly name: string }
  | { readonly kind: 'minProperties'; readonly count: number }
  | { readonly kind: 'maxProperties'; readonly count: number }
  /** Every property name, as a string value, is in the set. */
  | { readonly kind: 'propertyNames'; readonly formula: Formula }
  /** What cannot be decided: `keyword` and `path` say what stands in the way. Neither provably true nor false of any value. */
  | { readonly kind: 'opaque'; readonly keyword: UnknownReason; readonly path: string };

/** The name of an assertion. */
export type AtomKind = Atom['kind'];

/** The member of {@link Atom} with this kind. */
export type AtomOf<K extends AtomKind> = Extract<Atom, { kind: K }>;

/** The JSON type an assertion speaks about; undefined for those that speak about all. */
export const typeOfAtom: { readonly [K in AtomKind]: JsonType | undefined } = {
  type: undefined,
  in: undefined,
  opaque: undefined,
  integer: 'number',
  atLeast: 'number',
  atMost: 'number',
  multipleOf: 'number',
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  format: 'string',
  items: 'array',
  minItems: 'array',
  maxItems: 'array',
  uniqueItems: 'array',
  contains: 'array',
  properties: 'object',
  has: 'object',
  minProperties: 'object',
  maxProperties: 'object',
  propertyNames: 'object',
};
