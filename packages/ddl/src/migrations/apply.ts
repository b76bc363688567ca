import type { Migration } from './file.js';
import { doneNote, type LedgerRow, ledgerRows, noteOf } from './ledger.js';
import { failure, type MigrationStop, mismatchOf, refusal } from './migration-stop.js';
import { applyOutsideTransaction } from './outside-transaction.js';
import { type Part, partsOf } from './parts.js';
import { isDone, pendingParts } from './progress.js';
import type { ApplyRequest, Where } from './request.js';
import type { Step } from './steps.js';

/** What became of a run. */
export interface MigrationReport {
  /** Names of the migrations that this run completed. */
  readonly applied: readonly string[];
  /** How many had been applied before. */
  readonly before: number;
  /** What stopped the run; nothing where all is applied. */
  readonly stopped?: MigrationStop;
}

/**
 * Applies what the ledger does not know yet. A transaction holds the statements together with their line in the ledger; a statement
 * that takes no transaction is noted as begun first, and looked for when a run finds it so. So a run that was interrupted goes on where
 * it stopped, two runs at once apply each part once, and a second run does nothing.
 */
export async function applyMigrations(request: ApplyRequest): Promise<MigrationReport> {
  const { migrations, ledger, connection, now, doneThrough = 0 } = request;
  const where: Where = { ledger, connection, now };
  for (const { unless, sql } of ledger.create) {
    if ((await connection.query(unless)).length === 0) await connection.query(sql);
  }
  const rows = await ledgerRows(connection, ledger);
  const mismatch = mismatchOf(migrations, rows);
  if (mismatch) return { applied: [], before: 0, stopped: mismatch };
  const applied: string[] = [];
  let before = 0;
  for (const migration of migrations) {
    const pending = pendingParts(migration, rows);
    if (pending === 'complete') {
      before += 1;
      continue;
    }
    const stopped =
      migration.number <= doneThrough
        ? await noteAll(migration, where, rows)
        : await applyOne(migration, pending, where);
    if (stopped) return { applied, before, stopped };
    applied.push(migration.name);
  }
  return { applied, before };
}

/** Writes down a migration as applied: every part that is not noted yet, and one line where it has no part at all. */
async function noteAll(migration: Migration, { ledger, connection, now }: Where, rows: readonly LedgerRow[]) {
  const { number, name, checksum } = migration;
  const parts = partsOf(migration).map((part) => part.number);
  for (const part of parts.length > 0 ? parts : [1]) {
    const known = rows.some((row) => row.migration === number && row.part === part);
    const note = noteOf(ledger, { migration: number, part, name, checksum, state: 'done', now: now() });
    await connection.query(known ? doneNote(ledger, number, part, now()) : note);
  }
  return undefined;
}

async function applyOne(
  migration: Migration,
  pending: readonly Part[],
  where: Where,
): Promise<MigrationStop | undefined> {
  if (migration.refused.length > 0) return refusal(migration);
  for (const part of pending) {
    const run = part.transactional ? applyTogether : applyOutsideTransaction;
    const failed = await run(migration, part, where);
    if (failed) return failed;
  }
  return undefined;
}

/** One transaction: all statements and their line in the ledger, or none of it. */
async function applyTogether(migration: Migration, part: Part, { ledger, connection, now }: Where) {
  const { number, name, checksum } = migration;
  let current: Step | undefined;
  await connection.query('BEGIN');
  try {
    if (ledger.lock) await connection.query(ledger.lock);
    const rows = await ledgerRows(connection, ledger);
    if (!isDone(rows, migration, part)) {
      for (current of part.steps) await connection.query(current.sql);
      current = undefined;
      await connection.query(
        noteOf(ledger, { migration: number, part: part.number, name, checksum, state: 'done', now: now() }),
      );
    }
    await connection.query('COMMIT');
    return undefined;
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => undefined);
    return failure(migration, part, current, error);
  }
}
