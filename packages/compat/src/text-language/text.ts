/** A conjunction of constraints on one string. Lengths count code points, as JSON Schema does. */
export interface TextConstraints {
  readonly minLength: number;
  /** Infinity for none. */
  readonly maxLength: number;
  /** ECMAScript regular expressions; each must match somewhere in the string. */
  readonly patterns: readonly string[];
  /** None of them may match anywhere. */
  readonly notPatterns: readonly string[];
  /** JSON Schema formats that are asserted. */
  readonly formats: readonly string[];
  readonly notFormats: readonly string[];
  /** Values that are not allowed. */
  readonly excluded: readonly string[];
}

/** Constraints that every string satisfies: a base to spread. */
export const anyText: TextConstraints = {
  minLength: 0,
  maxLength: Number.POSITIVE_INFINITY,
  patterns: [],
  notPatterns: [],
  formats: [],
  notFormats: [],
  excluded: [],
};

/**
 * `empty`: proven that no string satisfies the constraints. `example`: a short plain member, confirmed by RegExp, and up
 * to five others. `unknown`: neither was found; the obstacle names the pattern or format that stood in the way.
 */
export type TextAnswer =
  | { readonly kind: 'empty' }
  | { readonly kind: 'example'; readonly value: string; readonly more: readonly string[] }
  | { readonly kind: 'unknown'; readonly obstacle: string };

/** How a text is looked for. */
export interface TextOptions {
  /** Steps of work, of which one is about one state of an automaton; never time. 20,000 unless told. */
  readonly budget?: number;
  /** True: patterns are read with the flag u. False: an answer must hold with it and without it. */
  readonly unicode?: boolean;
}
