/** What an oracle asserts. */
export interface OracleOptions {
  /** Whether `format` is an assertion, for the formats of `assertedFormats`. */
  readonly assertFormat: boolean;
  /** Whether to name everything that is wrong, not only the first. Then less is known of schemas that refer to themselves. */
  readonly allErrors?: boolean;
}
