/**
 * What is known of a format. Validators differ at its edges, so it is held between two regular languages: what every
 * validator takes, and what any validator might take. Where the two are one, the format is decided exactly.
 */
export interface Format {
  readonly id: string;
  /** Where the format is defined. */
  readonly source: string;
  /** Members that every validator takes, the plainest first. */
  readonly members: readonly string[];
  /** Texts that no validator takes. */
  readonly others: readonly string[];
  /** A pattern, for reading with or without the flag u, that matches only texts that every validator takes. */
  readonly surely: string;
  /** A pattern that matches all texts that any validator might take. */
  readonly possibly: string;
  /** The greatest length up to which `surely` speaks for every validator. */
  readonly maxLength?: number;
}
