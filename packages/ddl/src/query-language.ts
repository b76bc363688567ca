import type { LogicalOf, LogicalType } from '@sluice/contract';
import type { Statement } from './sql.js';
import type { TimeFunctions } from './time-functions.js';
import type { WarehouseConfig } from './warehouse-config.js';

/** How a dialect writes queries, and views over them. */
export interface QueryLanguage {
  /** Quotes a name as queries do. */
  quote(name: string): string;
  /** The full name of a table or view. */
  name(of: string, config: WarehouseConfig): string;
  /** The type as it is written in a CAST. */
  castType(type: LogicalType): string;
  /** The type of every value inside a struct, where structs are stored without types. */
  readonly insideType?: string;
  /** A struct made anew from the values of its keys, in their order; NULL where it was. */
  struct(value: string, type: LogicalOf<'struct'>, keys: readonly string[]): string;
  /** Functions of time, which a star's views need; undefined where no star is written. */
  readonly time: TimeFunctions | undefined;
  /** Whether the views of events show the partition columns. */
  readonly showsPartitions: boolean;
  /** What creates the view, or replaces it. */
  createView(name: string, query: string, config: WarehouseConfig): Statement;
}
