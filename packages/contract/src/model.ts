import type { Deprecation, EventAlias, JsonSchema, JsonValue, RegistryDocument, Sensitivity } from './json.js';

/** The closed set of logical types. Every dialect and emitter maps all of them. */
export type LogicalType =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'int32' }
  | { readonly kind: 'int64'; readonly wire: 'number' | 'string' }
  | { readonly kind: 'float64' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'string'; readonly maxLength?: number }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'date' }
  | { readonly kind: 'timestamp'; readonly wire: 'rfc3339' | 'epochMillis' }
  | { readonly kind: 'struct'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly element: LogicalType }
  | { readonly kind: 'map'; readonly value: LogicalType }
  | { readonly kind: 'json' };

/** The name of a logical type. */
export type LogicalKind = LogicalType['kind'];

/** The member of {@link LogicalType} with this kind. */
export type LogicalOf<K extends LogicalKind> = Extract<LogicalType, { kind: K }>;

/** One field of an event, of the envelope or of a struct inside them. */
export interface Field {
  /** Name on the wire, camelCase. */
  readonly name: string;
  /** Column (or struct key) in every warehouse: snake_case, never a reserved word. Frozen. */
  readonly column: string;
  /** Place among its siblings, append-only over the minors of a major. Frozen. */
  readonly ordinal: number;
  readonly type: LogicalType;
  /** Whether an event without it is refused. */
  readonly required: boolean;
  readonly description: string;
  /** Old names that are still accepted, newest first. */
  readonly renamedFrom: readonly string[];
  readonly sensitivity: Sensitivity;
  readonly deprecated?: Deprecation;
  readonly default?: JsonValue;
  readonly examples: readonly JsonValue[];
  /** The field's own JSON Schema, as in the registry: what validators are generated from. */
  readonly schema: JsonSchema;
}

/** One published version of one event, or of the envelope. */
export interface EventVersion {
  readonly event: string;
  /** `MAJOR.MINOR`. */
  readonly version: string;
  readonly major: number;
  readonly minor: number;
  readonly owner: string;
  readonly description: string;
  /** Own fields, by ordinal. */
  readonly fields: readonly Field[];
  /** Names of envelope fields this version cannot be without. */
  readonly requires: readonly string[];
  /** Envelope version it was published with (its own version for the envelope itself). */
  readonly envelope: string;
  readonly deprecated?: Deprecation;
  readonly document: RegistryDocument;
}

/** One event with all its versions. */
export interface EventFamily {
  readonly name: string;
  /** SQL name: the view's name and the stem of the tables' names. Frozen. */
  readonly table: string;
  /** Old names of the event, from its newest version. */
  readonly renamedFrom: readonly EventAlias[];
  /** Oldest first, compared number by number. */
  readonly versions: readonly EventVersion[];
}

/** The whole contract: what every generator reads. Plain data: serialisable, frozen, without functions. */
export interface ContractModel {
  /** By name. */
  readonly events: readonly EventFamily[];
  /** Envelope versions, oldest first. */
  readonly envelopes: readonly EventVersion[];
}
