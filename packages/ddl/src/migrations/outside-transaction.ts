import type { Migration } from './file.js';
import { doneNote, type LedgerRow, ledgerRows, noteOf } from './ledger.js';
import { failure, type MigrationStop } from './migration-stop.js';
import type { Part } from './parts.js';
import { isDone } from './progress.js';
import type { Where } from './request.js';

/**
 * A statement that no transaction takes: noted as begun, run unless it has taken effect already, noted as done. Another run may be at it
 * at the same moment: where the warehouse refuses the statement, it may have taken effect meanwhile.
 */
export async function applyOutsideTransaction(
  migration: Migration,
  part: Part,
  where: Where,
): Promise<MigrationStop | undefined> {
  const { ledger, connection, now } = where;
  const [step] = part.steps;
  if (!step) return undefined;
  const isEffective = async () => step.doneWhen !== undefined && (await connection.query(step.doneWhen)).length > 0;
  try {
    if ((await beginsAs(migration, part, where)) === 'done') return undefined;
    if (!(await isEffective())) await connection.query(step.sql).catch(unless(isEffective));
    await connection.query(doneNote(ledger, migration.number, part.number, now()));
    return undefined;
  } catch (error) {
    return failure(migration, part, step, error);
  }
}

/** Notes a part as begun, once, however many runs are at it, unless it is done already. */
async function beginsAs(
  migration: Migration,
  part: Part,
  { ledger, connection, now }: Where,
): Promise<LedgerRow['state']> {
  const { number, name, checksum } = migration;
  await connection.query('BEGIN');
  try {
    if (ledger.lock) await connection.query(ledger.lock);
    const rows = await ledgerRows(connection, ledger);
    const isKnown = rows.some((row) => row.migration === number && row.part === part.number);
    const note = { migration: number, part: part.number, name, checksum, state: 'begun', now: now() } as const;
    if (!isKnown) await connection.query(noteOf(ledger, note));
    await connection.query('COMMIT');
    return isDone(rows, migration, part) ? 'done' : 'begun';
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function unless(isEffective: () => Promise<boolean>): (error: unknown) => Promise<void> {
  return async (error) => {
    if (!(await isEffective().catch(() => false))) throw error;
  };
}
