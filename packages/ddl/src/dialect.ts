import type { LogicalType } from '@sluice/contract';
import type { AthenaOptions } from './dialects/athena/options.js';
import type { RedshiftOptions } from './dialects/redshift/options.js';
import type { Evolution, TableChange } from './evolve.js';
import type { QueryLanguage } from './query-language.js';
import type { Identifier, Literal, Statement } from './sql.js';
import type { Table } from './table.js';
import type { ViewOptions } from './views/options.js';
import type { View } from './views/types.js';

/** Where a project's tables lie: what the names and locations in statements are made of. */
export interface Place {
  /** The lake without a trailing slash: `s3://bucket` or `s3://bucket/prefix`. */
  readonly lakeUri: string;
  /** Glue/Athena database. */
  readonly database: string;
  /** Redshift schema. Names of databases and schemas that are empty are not written. */
  readonly redshiftSchema: string;
  /** Schema in DuckDB (default: none, whatever is current). */
  readonly duckdbSchema?: string;
  /** How Redshift stores structs: whole, as SUPER (the default), or each key in a column of its own. */
  readonly redshiftStructs?: 'super' | 'columns';
  /** Readers, partitions and formats of the tables in Athena and Glue. */
  readonly athena?: AthenaOptions;
  /** Keys, encodings, grants and roles in Redshift. */
  readonly redshift?: RedshiftOptions;
  /** What the views of events show. */
  readonly views?: ViewOptions;
}

/** One warehouse: how types, names, tables, views and changes are written there. Pure. */
export interface Dialect {
  /** Name on the command line and of its folders. */
  readonly id: string;
  /** One sentence: what it writes, for which engine. */
  readonly summary: string;
  /** Tiers of the lake it has tables for. */
  readonly tiers: readonly Table['kind'][];
  /** The name as it stands in this dialect's DDL. */
  quote(name: string): Identifier;
  /** The text as a literal of this dialect's DDL. */
  literal(text: string): Literal;
  /** Type of a column in DDL. Total over the logical types. */
  columnType(type: LogicalType): string;
  /** What creates the table, with its comments. */
  createTable(table: Table, place: Place): readonly Statement[];
  /** What creates or replaces the view; undefined where the warehouse takes its views from another dialect. */
  createView(view: View, place: Place): Statement | undefined;
  /** How its queries and views are written; absent where the warehouse takes its views from another dialect. */
  readonly queries?: QueryLanguage;
  /** What a change of a table needs here. Total over the changes. */
  evolve(change: TableChange, place: Place): Evolution;
}
