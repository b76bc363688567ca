import type { Migration } from './file.js';
import type { LedgerRow } from './ledger.js';
import type { Part } from './parts.js';
import type { Step } from './steps.js';

/** Why a run stopped, before it did anything about the migration it names. */
export interface MigrationStop {
  readonly code: 'checksum-mismatch' | 'migration-lost' | 'migration-refused' | 'statement-failed';
  /** The migration's file. */
  readonly name: string;
  readonly message: string;
  readonly fix: string;
}

/** What forbids any run: the warehouse has applied another text under a number, or a number that is not here. */
export function mismatchOf(migrations: readonly Migration[], rows: readonly LedgerRow[]): MigrationStop | undefined {
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

/** What a migration says that no warehouse can run. */
export function refusal({ name, number, refused }: Migration): MigrationStop {
  return {
    code: 'migration-refused',
    name,
    message: refused.join('\n'),
    fix: `Take the workaround in a new version of the event. Or do by hand all that the file's event needs, its other statements too, and only then note it: sluice migrate --done-through ${number}`,
  };
}

/** What the warehouse refused, at which step. */
export function failure(migration: Migration, part: Part, step: Step | undefined, error: unknown): MigrationStop {
  const said = error instanceof Error ? error.message : String(error);
  const at = step ? `step ${migration.steps.indexOf(step) + 1} (${step.sql.split('\n', 1)[0]})` : `part ${part.number}`;
  const undone = part.transactional ? ' Its transaction was rolled back.' : '';
  return {
    code: 'statement-failed',
    name: migration.name,
    message: `The warehouse refused ${at}: ${said}.${undone}`,
    fix: `Mend the cause and run sluice migrate again: it goes on from here. Only where everything that it does is there already, made by hand: sluice migrate --done-through ${migration.number}, which runs none of it`,
  };
}
