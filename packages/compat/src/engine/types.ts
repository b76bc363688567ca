import type { JsonValue } from '@sluice/contract';

/** Proven to hold, proven not to by a confirmed witness, or neither. */
export type Answer = 'compatible' | 'breaking' | 'unknown';

/** `backward`: everything the old schema accepts, the new one accepts. `forward`: the reverse. */
export type Direction = 'backward' | 'forward';

/**
 * `strict`: pure set semantics. `evolution`: the writer's objects are read as closed and the reader's as open wherever
 * they stand in a positive position; below `not`, `oneOf` and `if`, schemas stay as written.
 */
export type Policy = 'strict' | 'evolution';

/** How two schemas are compared. */
export interface CompareOptions {
  readonly policy?: Policy;
  /** Whether `format` is an assertion (always under `evolution`; under `strict` only where this is true). */
  readonly assertFormat?: boolean;
  /** Steps that one direction may take (default 20,000): the same everywhere, never a time. */
  readonly budget?: number;
}

/** What stood in the way of a proof and of a confirmed witness. */
export interface Undecided {
  readonly answer: 'unknown';
  readonly keyword: string;
  readonly path: string;
  readonly why: string;
}

/** The answer for one direction. */
export type Comparison =
  | { readonly answer: 'compatible' }
  | {
      readonly answer: 'breaking';
      /** A value that the one schema accepts and the other rejects, confirmed by an independent validator. */
      readonly witness: JsonValue;
      /** Present where not everything else could be looked at. */
      readonly rest?: Undecided;
    }
  | Undecided;

/** A schema as it may come from anywhere: any draft since 04, also `true` and `false`. */
export type AnySchema = boolean | { readonly [keyword: string]: unknown };

/** A schema that cannot be compared at all: malformed, or with a reference to somewhere else. */
export interface SchemaProblem {
  readonly code: 'not-a-schema' | 'remote-ref' | 'missing-ref' | 'ambiguous-ref' | 'unknown-draft' | 'bad-keyword';
  /** JSON pointer into the schema. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}
