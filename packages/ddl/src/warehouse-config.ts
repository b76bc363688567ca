import type { DialectOptions } from './dialects/options.js';
import type { ViewOptions } from './views/options.js';

/** What a project decides about its warehouses: what the names and locations in statements are made of. */
export interface WarehouseConfig {
  /** The lake without a trailing slash: `s3://bucket` or `s3://bucket/prefix`. */
  readonly lakeUri: string;
  /** The database of the lake's tables in the Glue catalogue. Names of databases and schemas that are empty are not written. */
  readonly database: string;
  /** What the views of events show. */
  readonly views?: ViewOptions;
  /** What is decided for one dialect alone, by the dialect's id. */
  readonly dialects: DialectOptions;
}

/** A configuration in which everything stands in one database or schema of this name; without a name, in whatever is current. */
export function warehouseIn(space: string, lakeUri: string): WarehouseConfig {
  return { lakeUri, database: space, dialects: { athena: {}, duckdb: { schema: space }, redshift: { schema: space } } };
}
