/** Rows of one event, one per `event_id`, with what is measured. */
export interface FactSpec {
  readonly event: string;
  /** Columns that lead to dimensions or tell the circumstances. */
  readonly keys: readonly string[];
  /** Columns that are added up. */
  readonly measures: readonly string[];
}

/** What is known of something that events name by a key: the newest word of each attribute. */
export interface DimensionSpec {
  readonly key: string;
  readonly attributes: readonly string[];
  /** Events that say something about it; attributes that an event does not have are NULL there. */
  readonly events: readonly string[];
}

/** A small star over a project's events. Names of columns are those of the events' views; an event's old names are part of it. */
export interface StarSpec {
  /** Stands before the name of every view of the star, where an event has one of these names already (default: nothing). */
  readonly prefix?: string;
  /** By the view's name behind `fact_`. */
  readonly facts: { readonly [name: string]: FactSpec };
  /** By the view's name behind `dim_`. */
  readonly dimensions: { readonly [name: string]: DimensionSpec };
  /** The days of `dim_date`, both included, `YYYY-MM-DD`. */
  readonly dates: { readonly from: string; readonly to: string };
  /** What `daily_revenue` adds up. */
  readonly revenue?: { readonly fact: string; readonly measure: string };
  /** Events of one visit: by `session_id`, or without one by user, as long as no gap is longer. */
  readonly sessions?: { readonly events: readonly string[]; readonly gapMinutes: number };
  /** Events that a visit goes through, in order; each counts when it comes at or after the one before. */
  readonly funnel?: readonly string[];
}
