import type { Formula } from '../formula.js';

/** What one schema of an in-place conjunction declares about the members of a value, if all of `given` hold of it. */
export interface Contribution {
  readonly given: readonly Formula[];
  readonly names: readonly string[];
  readonly patterns: readonly string[];
  /** Whether it speaks about every property: `explicitly` by a literal true that closing takes back. */
  readonly allProperties: boolean | 'explicitly';
  /** How many first elements it speaks about. */
  readonly prefix: number;
  readonly allItems: boolean;
  /** Elements in this set are spoken about. */
  readonly contains: Formula | undefined;
  /** Whether it is an object schema that a writer's reading closes. */
  readonly closes: boolean;
}
