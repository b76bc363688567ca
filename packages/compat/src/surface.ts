import type { EventVersion } from '@sluice/contract';
import type { Change } from './changes/change.js';
import type { Severity } from './finding.js';

/** Where a change stands, for a surface that has to say something about it. */
export interface SurfaceContext {
  readonly event: string;
  /** The version compared with. */
  readonly from: EventVersion;
  /** The version at hand, a minor step after it. */
  readonly to: EventVersion;
}

/** What a surface says about one change. */
export interface SurfaceResult {
  /** An error where the surface cannot follow within the same major. */
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
}

/**
 * A place where a change can hurt that rules know nothing of, for example a warehouse. The caller passes them in, so
 * that rules know no SQL. Only changes within a major are judged: a new major gets tables of its own.
 */
export interface Surface {
  /** Name in findings: `athena`, `redshift`. */
  readonly id: string;
  /** Undefined where the change is nothing to speak of here. */
  judge(change: Change, context: SurfaceContext): SurfaceResult | undefined;
}
