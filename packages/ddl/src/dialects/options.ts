import type { AthenaOptions } from './athena/options.js';
import type { DuckdbOptions } from './duckdb/options.js';
import type { RedshiftWarehouse } from './redshift/options.js';

/** What a project decides about each dialect, by its id; a dialect that takes everything from the lake has none. */
export interface DialectOptions {
  /** Readers, partitions and formats of the tables in Athena and Glue. */
  readonly athena: AthenaOptions;
  readonly duckdb: DuckdbOptions;
  /** Schema, structs, keys, encodings, grants and roles. */
  readonly redshift: RedshiftWarehouse;
}
