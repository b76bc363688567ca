import type { Migration } from './file.js';
import { hasLedger, ledgerRows } from './ledger.js';
import { type MigrationStop, mismatchOf, refusal } from './migration-stop.js';
import { pendingParts } from './progress.js';
import type { ApplyRequest } from './request.js';

/** What a run would do now. */
export interface PendingReport {
  /** Migrations that it would apply, as far as the first that is refused. */
  readonly pending: readonly Migration[];
  /** How many have been applied before. */
  readonly before: number;
  /** What would stop it before or behind those. */
  readonly stopped?: MigrationStop;
}

/** Says what {@link applyMigrations} would do, and changes nothing: not even the ledger is made. */
export async function pendingMigrations({
  migrations,
  ledger,
  connection,
}: Pick<ApplyRequest, 'migrations' | 'ledger' | 'connection'>): Promise<PendingReport> {
  const rows = (await hasLedger(connection, ledger)) ? await ledgerRows(connection, ledger) : [];
  const mismatch = mismatchOf(migrations, rows);
  if (mismatch) return { pending: [], before: 0, stopped: mismatch };
  const open = migrations.filter((migration) => pendingParts(migration, rows) !== 'complete');
  const refused = open.findIndex((migration) => migration.refused.length > 0);
  const before = migrations.length - open.length;
  if (refused === -1) return { pending: open, before };
  return { pending: open.slice(0, refused), before, stopped: refusal(open[refused] as Migration) };
}
