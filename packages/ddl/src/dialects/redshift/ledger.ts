import { createLedger, type Ledger, ledgerName } from '../../migrations/ledger.js';
import { doubleQuoted } from '../../sql.js';
import type { WarehouseConfig } from '../../warehouse-config.js';

const quote = doubleQuoted<'redshift'>;

/** The ledger in the schema of the tables. Redshift speaks PostgreSQL's protocol. */
export function redshiftLedger({ dialects }: WarehouseConfig): Ledger {
  const { schema } = dialects.redshift;
  const table = `${quote(schema)}.${quote(ledgerName)}`;
  const create = {
    unless: `SELECT 1 AS found FROM pg_namespace WHERE nspname = '${schema}'`,
    sql: `CREATE SCHEMA IF NOT EXISTS ${quote(schema)}`,
  };
  return {
    connection: 'postgres',
    table,
    create: [create, createLedger(table, `table_schema = '${schema}'`)],
    lock: `LOCK TABLE ${table}`,
  };
}
