import { createLedger, type Ledger, ledgerName } from '../../migrations/ledger.js';
import { duckdbQuoted } from '../../sql.js';

/** The ledger in the current schema of a database file, which has one writer at a time. */
export function duckdbLedger(): Ledger {
  const table = duckdbQuoted(ledgerName);
  const here = 'table_catalog = current_database() AND table_schema = current_schema()';
  return { connection: 'duckdb-file', table, create: [createLedger(table, here)], lock: undefined };
}
