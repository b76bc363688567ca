import type { ContractModel, JsonValue } from '@sluice/contract';
import type { Severity } from '../../finding.js';
import type { Compatibility } from '../../witness/ingest.js';
import type { AnyRule } from '../rule.js';

/** One finding that is expected of the rule at hand. */
export interface Expected {
  readonly surface: string;
  readonly severity: Severity;
  readonly path: string;
  readonly verdict: Compatibility;
  /** The event of the witness, to the letter. */
  readonly witness?: JsonValue;
}

/** Two contracts, and everything the rule has to say about them. */
export interface Case {
  readonly name: string;
  readonly given: { readonly base?: ContractModel; readonly head: ContractModel; readonly now?: string };
  readonly want: readonly Expected[];
}

/** The cases of one rule: at least one that it speaks up about, and one that it lets pass. */
export interface Cases {
  readonly rule: AnyRule;
  readonly breaking: readonly Case[];
  readonly allowed: readonly Case[];
}

/** A finding at ingestion with a confirmed witness. */
export function rejected(path: string, witness: JsonValue): Expected {
  return { surface: 'ingest', severity: 'error', path, verdict: 'breaking', witness };
}

/** A warning for readers. */
export function consumer(path: string, severity: Severity = 'warning'): Expected {
  return { surface: 'consumer', severity, path, verdict: 'breaking' };
}

/** A warning for callers of the SDK. */
export function source(path: string, severity: Severity = 'warning'): Expected {
  return { surface: 'source', severity, path, verdict: 'breaking' };
}
