import type { JsonValue } from './json.js';
import type { Field } from './model.js';

/** A column of one event's table: a field, and whether the envelope brought it. */
export interface TableField extends Field {
  readonly fromEnvelope: boolean;
}

/** How one struct of a version is read into the shape of its table. */
export interface StructPlan {
  /** In column order: every column of the table, also those this version knows nothing of. */
  readonly reads: readonly Read[];
  /** Every wire name that some read takes; all others are unknown to this version. */
  readonly known: readonly string[];
}

/** How one column is filled from an event of one version. */
export interface Read {
  /** The column, in its newest definition. */
  readonly target: Field;
  /** Wire names that carry it in this version, newest name first; empty where the version has no such field. */
  readonly sources: readonly string[];
  /** Value an upcast gives where no source is present. */
  readonly default?: JsonValue;
  /** For a struct, or a list or map whose elements (at any depth) are structs: the plan of that struct. */
  readonly nested?: StructPlan;
}
