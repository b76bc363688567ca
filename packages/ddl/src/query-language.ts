import type { LogicalOf, LogicalType } from '@sluice/contract';
import type { Place } from './dialect.js';
import type { Statement } from './sql.js';

/** How a dialect writes queries, and views over them. */
export interface QueryLanguage {
  /** Quotes a name as queries do. */
  quote(name: string): string;
  /** The full name of a table or view. */
  name(of: string, place: Place): string;
  /** The type as it is written in a CAST. */
  castType(type: LogicalType): string;
  /** The type of every value inside a struct, where structs are stored without types. */
  readonly insideType?: string;
  /** A struct made anew from the values of its keys, in their order; NULL where it was. */
  struct(value: string, type: LogicalOf<'struct'>, keys: readonly string[]): string;
  /** Whether the views of events show the partition columns. */
  readonly showsPartitions: boolean;
  /** What creates the view, or replaces it. */
  createView(name: string, query: string, place: Place): Statement;
}
