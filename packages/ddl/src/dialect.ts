import type { ContractModel, LogicalType } from '@sluice/contract';
import type { Evolution, TableChange } from './evolve.js';
import type { Limit } from './limits/limit.js';
import type { ReadTable } from './limits/read-create.js';
import type { Ledger } from './migrations/ledger.js';
import type { QueryLanguage } from './query-language.js';
import type { Identifier, Literal, Statement } from './sql.js';
import type { Table, TableKind } from './table.js';
import type { View } from './views/types.js';
import type { WarehouseConfig } from './warehouse-config.js';

/**
 * One warehouse: how types, names, tables, views and changes are written there, and all that is not the same in every warehouse. Pure. No
 * member has a default: the compiler names what a new dialect does not say.
 */
export interface Dialect {
  /** Name on the command line and of its folders. */
  readonly id: string;
  /** One sentence: what it writes, for which engine. */
  readonly summary: string;
  /** When a project's checks ask it: always, unless the project chooses others, or only where it is chosen. */
  readonly checked: 'always' | 'by-default' | 'when-chosen';
  /** Whether a check says what to run when an event changes: not where tables are made from the lake's files whenever they are asked for. */
  readonly reportsEffects: boolean;
  /** Whether its changes come as numbered migrations. */
  readonly migrates: boolean;
  /** What is written: SQL, or documents that replace the whole table. */
  readonly writes: 'sql' | 'documents';
  /** Tiers of the lake it has tables for. */
  readonly tiers: readonly TableKind[];
  /** The name as it stands in this dialect's DDL. */
  quote(name: string): Identifier;
  /** The text as a literal of this dialect's DDL. */
  literal(text: string): Literal;
  /** Type of a column in DDL. Total over the logical types. */
  columnType(type: LogicalType): string;
  /** What creates the table, with its comments. */
  createTable(table: Table, config: WarehouseConfig): readonly Statement[];
  /** What creates or replaces the view; undefined where the warehouse takes its views from another dialect. */
  createView(view: View, config: WarehouseConfig): Statement | undefined;
  /** How its queries and views are written; undefined where the warehouse takes its views from another dialect. */
  readonly queries: QueryLanguage | undefined;
  /** What a change of a table needs here. Total over the changes. */
  evolve(change: TableChange, config: WarehouseConfig): Evolution;
  /** Whether its columnar tables have the partition columns of the lake's folders, so that views can show them. */
  hasPartitions(config: WarehouseConfig): boolean;
  /** The table over all events of a tier, where the project has one; undefined where there never is one. */
  readonly eventsTable:
    | ((model: ContractModel, tier: TableKind, config: WarehouseConfig) => EventsTable | undefined)
    | undefined;
  /** How a project has structs taken apart; undefined where they stay whole. */
  readonly flattens: Flattening | undefined;
  /** The table that remembers migrations; undefined where they are printed for somebody else to run. */
  readonly ledger: ((config: WarehouseConfig) => Ledger) | undefined;
  /** Physical limits that no parser knows. */
  readonly limits: readonly Limit[];
  /** The table that a statement makes, as the limits look at it; undefined where it makes none. */
  readTable(statement: string): ReadTable | undefined;
  /** The schema in which dbt finds the views; undefined where dbt models are not written for it. */
  readonly dbtSchema: ((config: WarehouseConfig) => string) | undefined;
}

/** A table over the files of all events in a tier. */
export interface EventsTable {
  readonly table: Table;
  /** What creates it. */
  readonly create: Statement;
}

/** How structs are taken apart: each key becomes a column of its own. */
export interface Flattening {
  /** Whether the project decided so. */
  isOn(config: WarehouseConfig): boolean;
  /** The configuration of a project that decided so. */
  turnedOn(config: WarehouseConfig): WarehouseConfig;
}
