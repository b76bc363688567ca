import type { Migration } from './file.js';
import type { LedgerRow } from './ledger.js';
import { type Part, partsOf } from './parts.js';

/** The parts of a migration that the ledger does not know as done; `complete` where nothing is left to do or to decide. */
export function pendingParts(migration: Migration, rows: readonly LedgerRow[]): readonly Part[] | 'complete' {
  const pending = partsOf(migration).filter((part) => !isDone(rows, migration, part));
  return isComplete(migration, pending, rows) ? 'complete' : pending;
}

/** Whether the ledger knows a part as done. */
export function isDone(rows: readonly LedgerRow[], { number }: Migration, part: Part): boolean {
  return rows.some((row) => row.migration === number && row.part === part.number && row.state === 'done');
}

/** A refused migration is complete only when somebody said that it was done by hand. */
function isComplete({ number, refused }: Migration, pending: readonly Part[], rows: readonly LedgerRow[]): boolean {
  return pending.length === 0 && (refused.length === 0 || rows.some((row) => row.migration === number));
}
