import type { EventAlias, EventFamily, EventVersion, JsonSchema, UnknownProperties } from '@sluice/contract';
import type { Change } from '../changes/change.js';
import type { Path } from '../changes/path.js';

interface Of<K extends string> {
  readonly kind: K;
  /** The event's name; `envelope` for the envelope. */
  readonly event: string;
}

/** Two versions side by side, as schemas of the whole event, with every difference. */
export interface Comparison {
  readonly from: EventVersion;
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  readonly changes: readonly Change[];
}

/** A version that is not published yet. */
export interface VersionAdded extends Of<'version-added'> {
  readonly after: EventVersion;
  /**
   * What it is to the versions before it: the first of its event, a minor one (no break allowed), or the first of a
   * new major (a break somebody decided on).
   */
  readonly step: 'first' | 'minor' | 'major';
  /** Versions of the event that are published already or precede it, oldest first. */
  readonly others: readonly EventVersion[];
  /** Against the newest earlier minor, or the last version of the major before; absent for a first version. */
  readonly comparison?: Comparison;
  /** Against further minors of its major, newest first, as far as they can show anything else. */
  readonly older: readonly Comparison[];
  /** Whether the event may begin a new major: the envelope has none, and an old name of another event gets no new meaning. */
  readonly mayBegin: boolean;
}

/** A published version whose identity (everything but prose) is another one now. */
export interface VersionEdited extends Of<'version-edited'> {
  readonly before: EventVersion;
  readonly after: EventVersion;
  readonly comparison: Comparison;
}

/** A published version that is gone. */
export interface VersionRemoved extends Of<'version-removed'> {
  readonly before: EventVersion;
  readonly schema: JsonSchema;
}

/** A published event that is gone with all its versions. */
export interface EventRemoved extends Of<'event-removed'> {
  readonly before: EventFamily;
  readonly schema: JsonSchema;
}

/** A published table whose columns are no longer the first ones of the table at hand, in the same order. */
export interface ColumnsMoved extends Of<'columns-moved'> {
  readonly major: number;
  readonly family: EventFamily;
  readonly columnsBefore: readonly string[];
  readonly columnsAfter: readonly string[];
  /** Registry files of the event and of the envelope that are not published: `purchase/1.1.json`. */
  readonly unpublished: readonly string[];
}

/** A version that treats fields which it does not declare in another way than the one before it. */
export interface UnknownPropertiesChanged extends Of<'unknown-properties-changed'> {
  readonly from: EventVersion;
  readonly after: EventVersion;
  readonly policy: UnknownProperties;
}

/** An event that now says it had another name. */
export interface EventAliasAdded extends Of<'event-alias-added'> {
  readonly after: EventAlias;
  readonly family: EventFamily;
}

/** An old name of an event that it no longer answers to. */
export interface EventAliasRemoved extends Of<'event-alias-removed'> {
  readonly before: EventAlias;
  readonly family: EventFamily;
}

/** What can be wrong with an old name that a field or an event claims. */
export type AliasConflict =
  /** Another one claims it, too. */
  | 'claimed-twice'
  /** Something new lives under it, while it is still accepted for the old. */
  | 'reused'
  /** Following old names leads back to where one began. */
  | 'leads-back'
  /** What had the name has another type. */
  | 'type-changed'
  /** Nothing has the name. */
  | 'unknown';

interface Conflict<K extends string> extends Of<K> {
  readonly conflict: AliasConflict;
  readonly path: Path;
  readonly alias: string;
  /** The other field, event, version or type that it collides with; the old name again where nothing has it. */
  readonly other: string;
}

/** A field of a new version claims an old name that it cannot have. */
export interface FieldAliasConflict extends Conflict<'field-alias-conflict'> {
  readonly after: EventVersion;
}

/** An event claims an old name that it cannot have. */
export interface EventAliasConflict extends Conflict<'event-alias-conflict'> {
  readonly family: EventFamily;
}

/** A pattern of a version that could take a validator long. */
export interface PatternSlow extends Of<'pattern-slow'> {
  readonly after: EventVersion;
  readonly path: Path;
  readonly pattern: string;
  /** What is wrong with it, and what to do. */
  readonly message: string;
  readonly fix: string;
  /** Whether the same is published already, in this version or earlier in its major. */
  readonly published: boolean;
}

/** Everything that can differ between two contracts, apart from what differs between two versions of one event. */
export type ContractChange =
  | VersionAdded
  | VersionEdited
  | VersionRemoved
  | EventRemoved
  | UnknownPropertiesChanged
  | EventAliasAdded
  | EventAliasRemoved
  | FieldAliasConflict
  | EventAliasConflict
  | PatternSlow
  | ColumnsMoved;

/** The name of a contract change. */
export type ContractChangeKind = ContractChange['kind'];

/** The member of {@link ContractChange} with this kind. */
export type ContractChangeOf<K extends ContractChangeKind> = Extract<ContractChange, { kind: K }>;
