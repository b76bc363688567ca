import type { MigrationConnection } from './connection.js';

/** What a warehouse needs around migrations: a table that remembers them, and a way to keep two runs apart. */
export interface Ledger {
  /** How the warehouse is reached: its database is a file, or a server that speaks PostgreSQL's protocol. */
  readonly connection: 'duckdb-file' | 'postgres';
  /** The table's full name. */
  readonly table: string;
  /** Makes the schema and the table, each where its query finds nothing: who may not make a schema need not, where it is there. */
  readonly create: readonly { readonly unless: string; readonly sql: string }[];
  /** Waits, inside a transaction, until no other run is inside one; undefined where the engine has one writer anyway. */
  readonly lock: string | undefined;
}

/** One row of the ledger: a part of a migration that has run, or that was begun. */
export interface LedgerRow {
  readonly migration: number;
  /** Parts of a migration are numbered from 1: each is one transaction, or one statement outside. */
  readonly part: number;
  readonly checksum: string;
  readonly state: 'begun' | 'done';
}

const columns = [
  'migration INTEGER NOT NULL',
  'part INTEGER NOT NULL',
  'file_name VARCHAR(300) NOT NULL',
  'checksum VARCHAR(64) NOT NULL',
  'state VARCHAR(10) NOT NULL',
  'noted_at TIMESTAMP NOT NULL',
];

/** Name of the ledger's table. */
export const ledgerName = 'sluice_migrations';

/** What makes the ledger's table, unless one is found where the condition says. */
export function createLedger(table: string, where: string): Ledger['create'][number] {
  return {
    unless: `SELECT 1 AS found FROM information_schema.tables WHERE ${where} AND table_name = '${ledgerName}'`,
    sql: `CREATE TABLE IF NOT EXISTS ${table} (${columns.join(', ')})`,
  };
}

/** The ledger's rows. */
export async function ledgerRows({ query }: MigrationConnection, ledger: Ledger): Promise<LedgerRow[]> {
  return (await query(readLedger(ledger))).map(rowOf);
}

/** Whether the ledger is there: without it nothing was applied. */
export async function hasLedger({ query }: MigrationConnection, { create }: Ledger): Promise<boolean> {
  for (const { unless } of create) if ((await query(unless)).length === 0) return false;
  return true;
}

/** Columns come as numbers, texts or big integers, by engine. */
function rowOf(row: { readonly [column: string]: unknown }): LedgerRow {
  const state = row.state === 'done' ? 'done' : 'begun';
  return { migration: Number(row.migration), part: Number(row.part), checksum: String(row.checksum), state };
}

function readLedger({ table }: Ledger): string {
  return `SELECT migration, part, checksum, state FROM ${table} ORDER BY migration, part`;
}

/** One row, when it is written, and the file it is about. */
export type LedgerNote = LedgerRow & { readonly name: string; readonly now: Date };

/** The statement that notes a part as begun or done. File names and checksums hold nothing that needs an escape. */
export function noteOf({ table }: Ledger, { migration, part, name, checksum, state, now }: LedgerNote): string {
  const values = `${migration}, ${part}, '${name}', '${checksum}', '${state}', ${timestamp(now)}`;
  return `INSERT INTO ${table} (migration, part, file_name, checksum, state, noted_at) VALUES (${values})`;
}

/** The statement that turns a begun part into a done one. */
export function doneNote({ table }: Ledger, migration: number, part: number, now: Date): string {
  return `UPDATE ${table} SET state = 'done', noted_at = ${timestamp(now)} WHERE migration = ${migration} AND part = ${part}`;
}

/** The time of the caller, UTC: Redshift has CURRENT_TIMESTAMP on its leader node only. */
function timestamp(now: Date): string {
  return `TIMESTAMP '${now.toISOString().slice(0, 19).replace('T', ' ')}'`;
}
