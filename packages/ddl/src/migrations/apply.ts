import type { MigrationConnection } from './connection.js';
import type { Migration } from './file.js';
import { doneNote, type Ledger, type LedgerRow, noteOf, readLedger } from './ledger.js';
import { type Part, partsOf } from './parts.js';
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

/** Why a run stopped, before it did anything about the migration it names. */
export interface MigrationStop {
  readonly code: 'checksum-mismatch' | 'migration-lost' | 'migration-refused' | 'statement-failed';
  /** The migration's file. */
  readonly name: string;
  readonly message: string;
  readonly fix: string;
}

/** What is run. */
export interface ApplyRequest {
  /** In order, from their files. */
  readonly migrations: readonly Migration[];
  readonly ledger: Ledger;
  readonly connection: MigrationConnection;
  /** The time that the ledger notes. */
  now(): Date;
  /** Notes migrations up to this number as applied without running them: their tables are there, or were made by hand. */
  readonly doneThrough?: number;
}

/**
 * Applies what the ledger does not know yet. A transaction holds the statements together with their line in the ledger; a statement
 * that takes no transaction is noted as begun first, and looked for when a run finds it so. So a run that was interrupted goes on where
 * it stopped, two runs at once apply each part once, and a second run does nothing.
 */
export async function applyMigrations(request: ApplyRequest): Promise<MigrationReport> {
  const { migrations, ledger, connection, now, doneThrough = 0 } = request;
  const where: Where = { ledger, connection, now };
  for (const sql of ledger.create) await connection.query(sql);
  const rows = (await connection.query(readLedger(ledger))).map(rowOf);
  const mismatch = mismatchOf(migrations, rows);
  if (mismatch) return { applied: [], before: 0, stopped: mismatch };
  const applied: string[] = [];
  let before = 0;
  for (const migration of migrations) {
    const pending = partsOf(migration).filter((part) => !isDone(rows, migration, part));
    if (isComplete(migration, pending, rows)) {
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

type Where = Pick<ApplyRequest, 'ledger' | 'connection' | 'now'>;

/** Columns come as numbers, texts or big integers, by engine. */
function rowOf(row: { readonly [column: string]: unknown }): LedgerRow {
  const state = row.state === 'done' ? 'done' : 'begun';
  return { migration: Number(row.migration), part: Number(row.part), checksum: String(row.checksum), state };
}

function isDone(rows: readonly LedgerRow[], { number }: Migration, part: Part): boolean {
  return rows.some((row) => row.migration === number && row.part === part.number && row.state === 'done');
}

/** A refused migration is complete only when somebody said that it was done by hand. */
function isComplete({ number, refused }: Migration, pending: readonly Part[], rows: readonly LedgerRow[]): boolean {
  return pending.length === 0 && (refused.length === 0 || rows.some((row) => row.migration === number));
}

function mismatchOf(migrations: readonly Migration[], rows: readonly LedgerRow[]): MigrationStop | undefined {
  for (const row of rows) {
    const migration = migrations.find(({ number }) => number === row.migration);
    if (!migration) {
      return {
        code: 'migration-lost',
        name: String(row.migration).padStart(4, '0'),
        message: `The warehouse has applied migration ${row.migration}, and there is no file of that number here.`,
        fix: 'Run it from a branch that has the file: this one is older than the warehouse.',
      };
    }
    if (migration.checksum === row.checksum) continue;
    return {
      code: 'checksum-mismatch',
      name: migration.name,
      message: 'The warehouse has applied another text under this number: the checksums differ.',
      fix: 'Restore the file as it was applied (git log -- the file). What it should have done belongs into a new version of the event.',
    };
  }
  return undefined;
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
    const run = part.transactional ? applyTogether : applyAlone;
    const failed = await run(migration, part, where);
    if (failed) return failed;
  }
  return undefined;
}

function refusal({ name, number, refused }: Migration): MigrationStop {
  return {
    code: 'migration-refused',
    name,
    message: refused.join('\n'),
    fix: `Go the way round, or do by hand what the new version needs and note it: sluice migrate --done-through ${number}`,
  };
}

/** One transaction: all statements and their line in the ledger, or none of it. */
async function applyTogether(migration: Migration, part: Part, { ledger, connection, now }: Where) {
  const { number, name, checksum } = migration;
  let current: Step | undefined;
  await connection.query('BEGIN');
  try {
    if (ledger.lock) await connection.query(ledger.lock);
    const rows = (await connection.query(readLedger(ledger))).map(rowOf);
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

/** A statement that no transaction takes: begun, run unless it has taken effect already, done. */
async function applyAlone(migration: Migration, part: Part, { ledger, connection, now }: Where) {
  const { number, name, checksum } = migration;
  const [step] = part.steps;
  if (!step) return undefined;
  try {
    const rows = (await connection.query(readLedger(ledger))).map(rowOf);
    const begun = rows.some((row) => row.migration === number && row.part === part.number);
    const note = noteOf(ledger, { migration: number, part: part.number, name, checksum, state: 'begun', now: now() });
    if (!begun) await connection.query(note);
    const found = step.doneWhen ? await connection.query(step.doneWhen) : [];
    if (found.length === 0) await connection.query(step.sql);
    await connection.query(doneNote(ledger, number, part.number, now()));
    return undefined;
  } catch (error) {
    return failure(migration, part, step, error);
  }
}

function failure(migration: Migration, part: Part, step: Step | undefined, error: unknown): MigrationStop {
  const said = error instanceof Error ? error.message : String(error);
  const at = step ? `step ${migration.steps.indexOf(step) + 1} (${step.sql.split('\n', 1)[0]})` : `part ${part.number}`;
  const undone = part.transactional ? ' Its transaction was rolled back.' : '';
  return {
    code: 'statement-failed',
    name: migration.name,
    message: `The warehouse refused ${at}: ${said}.${undone}`,
    fix: `Mend the cause and run sluice migrate again: it goes on from here. Where the tables are there already, made by hand: sluice migrate --done-through ${migration.number}`,
  };
}
