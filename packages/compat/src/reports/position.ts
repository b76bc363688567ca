import type { Finding } from '../finding.js';

/** A line of a file that somebody wrote. */
export interface SourcePosition {
  /** Below the project, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Where a finding's cause is written; undefined where it cannot be said. */
export type PositionOf = (finding: Finding) => SourcePosition | undefined;
