import type { JsonSchema } from '@sluice/contract';
import type { Change, ChangeKind } from '../changes/change.js';
import type { ContractChange, ContractChangeKind } from '../contract/contract-change.js';
import type { BuiltInSurface, Bump, Finding, Severity } from '../finding.js';
import type { Compatibility, IngestResult, Witness } from '../witness/ingest.js';

/** Every kind of change that a rule can be about. */
export type AnyKind = ChangeKind | ContractChangeKind;

/** The change of this kind. */
export type AnyChangeOf<K extends AnyKind> = Extract<Change | ContractChange, { kind: K }>;

/** What all changes since an older version amount to at ingestion. */
export interface WholeResult extends IngestResult {
  readonly against: string;
}

/** What a rule may ask about the change it judges. */
export interface RuleContext {
  readonly event: string;
  /** Version compared with; empty where there is none. */
  readonly from: string;
  /** Version at hand. */
  readonly to: string;
  /** Today as an ISO date, from the caller; without one no deprecation has run out. */
  readonly now?: string;
  /** Proof or witness for a change between two versions of the event. */
  ingest(change: Change): IngestResult;
  /** The smallest bump that everything else found about this version asks for. */
  readonly needed: Bump;
  /** The number that goes with it; absent where none is right. */
  readonly suggested?: string;
  /** All changes together, where none by itself hurts ingestion: against which version, and what came out. */
  readonly whole?: WholeResult;
  /** The weightiest error found so far about this version. */
  readonly worst?: Finding;
  /** An event that a version accepted which is gone altogether, as a witness; absent where none could be made. */
  sample(schema: JsonSchema): Witness | undefined;
}

/** What a rule has to say about one change on one surface. */
export interface Observation {
  readonly surface: BuiltInSurface;
  readonly message: string;
  readonly verdict: Compatibility;
  readonly witness?: Witness;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly fix?: string;
}

/** One rule: what it is about, why it matters, how much it weighs where, and a small function that speaks up. */
export interface Rule<K extends AnyKind> {
  /** `subject-verb`. */
  readonly id: string;
  /** One sentence: what happened. */
  readonly summary: string;
  /** Why that hurts, and whom. */
  readonly why: string;
  /** What to do about it, with the condition where it depends on one; following it loses nothing. */
  readonly fix: string;
  /** The same where the field is one of the envelope, which has no major versions. */
  readonly envelopeFix?: string;
  /** The kind of change it judges. */
  readonly kind: K;
  /** How much a finding weighs on each surface it can stand on, within a major. A new major turns errors into infos. */
  readonly severity: { readonly [S in BuiltInSurface]?: Severity };
  /** The smallest bump with which the change is right; `none` where no version number makes it right. */
  readonly bump: Bump;
  /** Everything to say about one change; nothing where it is fine. */
  judge(change: AnyChangeOf<K>, context: RuleContext): readonly Observation[];
}

/** A rule about any one kind of change. */
export type AnyRule = { [K in AnyKind]: Rule<K> }[AnyKind];
