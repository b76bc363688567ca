import { sha256 } from '@sluice/contract';
import type { Compatibility, Witness } from './witness/ingest.js';

/** How much a finding weighs: an error refuses the change, a warning and an info do not. */
export type Severity = 'error' | 'warning' | 'info';

/** What a version must be at least, so that a change is right. */
export type Bump = 'none' | 'minor' | 'major';

/**
 * The surfaces that rules know: `ingest` (an event from an app in the wild is refused, or a value of it lost),
 * `consumer` (a reader of events meets what it does not know), `source` (callers of the generated SDK stop compiling).
 * Warehouses come in addition, from the caller.
 */
export type BuiltInSurface = 'ingest' | 'consumer' | 'source';

/** One problem, ready to be shown. Plain data. */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  /** A {@link BuiltInSurface} or the id of a surface that the caller passed in. */
  readonly surface: string;
  readonly severity: Severity;
  readonly event: string;
  /** The version at hand (not the one it is compared with). */
  readonly version: string;
  /** Where in the event: `amount`, `context.appVersion`, `lines[].price`; empty for the version as a whole. */
  readonly path: string;
  /** What was found, in a sentence or two. */
  readonly message: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** Whether it is proven to break, proven not to, or neither. */
  readonly verdict: Compatibility;
  /** Present for every finding at ingestion that is proven to break. */
  readonly witness?: Witness;
  /** 12 hex digits that name exactly this finding, whatever else changes. */
  readonly fingerprint: string;
  /** The file it is about, below the project (forward slashes), where that is no definition. */
  readonly file?: string;
  /** Present where somebody accepted it: a waived error refuses nothing. */
  readonly waived?: Waived;
}

/** Who accepted a finding, why, and until when. */
export interface Waived {
  readonly owner: string;
  readonly reason: string;
  /** The last day it holds, as an ISO date. */
  readonly expires: string;
  /** Where that is written down, below the project. */
  readonly file: string;
}

/** Whether a finding refuses the change: an error that nobody has waived. */
export function refuses({ severity, waived }: Finding): boolean {
  return severity === 'error' && !waived;
}

/** What makes a finding the same finding. */
export interface Identity {
  readonly rule: string;
  readonly event: string;
  readonly surface: string;
  readonly path: string;
  readonly kind: string;
  /** What the change is about within its path: a keyword, a value, a name; empty where there is one of its kind. */
  readonly detail: string;
}

/** 12 hex digits from the identity alone: line numbers, version numbers and unrelated edits do not move it. */
export function fingerprintOf({ rule, event, surface, path, kind, detail }: Identity): string {
  const text = JSON.stringify([rule, event, surface, path, kind, detail]);
  return sha256(text).slice(0, 12);
}
