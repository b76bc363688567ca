import {
  applyMigrations,
  type Dialect,
  everyDialect,
  type Ledger,
  type Migration,
  type MigrationReport,
  type MigrationStop,
  type PendingReport,
  pendingMigrations,
  printedMigrations,
  redshift,
} from '@sluice/ddl';
import { CommandError, findProject, UsageError } from '@sluice/project';
import { readMigrations } from '@sluice/project/registry';
import { exit } from '../../exit.js';
import { count, type Io } from '../../io.js';
import { connectTo } from './connections.js';
import type { Options } from './options.js';

const migrated = everyDialect.filter(({ migrates }) => migrates);

/** Applies the migrations that a warehouse does not have yet, or prints them. Exit 3 where one is refused. */
export async function run(_args: readonly [], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const dialect = dialectOf(options.dialect);
  const migrations = await readMigrations(project, dialect.id);
  const ledger = dialect.ledger?.(project.config);
  if (options.print === true || !ledger) return print(migrations, dialect, ledger, options, io);
  return apply({ migrations, ledger }, options, io);
}

function dialectOf(id: string = redshift.id): Dialect {
  const dialect = migrated.find((one) => one.id === id);
  if (dialect) return dialect;
  throw new UsageError(
    `There are no migrations for "${id}"; --dialect takes ${migrated.map((one) => one.id).join(', ')}.`,
  );
}

function print(
  migrations: readonly Migration[],
  dialect: Dialect,
  ledger: Ledger | undefined,
  options: Options,
  io: Io,
): number {
  if (options.print !== true) {
    throw new UsageError(
      `Migrations of ${dialect.id} are run by hand: print them with --print, from a number on with --from.`,
    );
  }
  const from = options.from ?? 0;
  const chosen = migrations.filter(({ number }) => number >= from);
  io.out(
    options.json === true
      ? JSON.stringify(chosen.map(forMachines), null, 2)
      : printedMigrations(chosen, ledger, new Date()).trimEnd(),
  );
  return chosen.some(({ refused }) => refused.length > 0) ? exit.findings : exit.clean;
}

function forMachines({ number, name, checksum, refused, steps }: Migration): object {
  const statements = steps.map(({ sql, transactional }) => ({ sql, transactional }));
  return { number, name, checksum, refused, statements };
}

interface Job {
  readonly migrations: readonly Migration[];
  readonly ledger: Ledger;
}

async function apply({ migrations, ledger }: Job, options: Options, io: Io): Promise<number> {
  const { doneThrough } = options;
  const connection = await connectTo(ledger, options);
  try {
    if (options.dryRun === true)
      return tellPending(await pendingMigrations({ migrations, ledger, connection }), options, io);
    const now = () => new Date();
    const report = await applyMigrations({
      migrations,
      ledger,
      connection,
      now,
      ...(doneThrough !== undefined && { doneThrough }),
    });
    return tell(report, options, io);
  } finally {
    await connection.close();
  }
}

function tell(report: MigrationReport, options: Options, io: Io): number {
  const { applied, before, stopped } = report;
  if (options.json === true) io.out(JSON.stringify(report, null, 2));
  else {
    for (const name of applied) io.out(`  ${io.paint.cyan(name)}`);
    if (!stopped) io.out(`${io.paint.green('✓')} ${count(applied.length, 'migration')} applied, ${before} before.`);
  }
  return ending(stopped, options, io);
}

function tellPending({ pending, before, stopped }: PendingReport, options: Options, io: Io): number {
  const named = pending.map(({ name, steps }) => ({ name, statements: steps.length }));
  if (options.json === true) io.out(JSON.stringify({ pending: named, before, ...(stopped && { stopped }) }, null, 2));
  else {
    for (const { name, statements } of named) io.out(`  ${io.paint.cyan(name)} ${count(statements, 'statement')}`);
    io.out(`${count(pending.length, 'migration')} to be applied, ${before} before. Nothing was changed.`);
  }
  return ending(stopped, options, io);
}

function ending(stopped: MigrationStop | undefined, options: Options, io: Io): number {
  if (!stopped) return exit.clean;
  if (stopped.code === 'statement-failed') throw new CommandError(`${stopped.name}: ${stopped.message}`, stopped.fix);
  if (options.json !== true) {
    const { name, message, code, fix } = stopped;
    io.err(`${io.paint.red('✗')} ${io.paint.bold(name)}\n  ${message} ${io.paint.dim(`(${code})`)}\n  Fix: ${fix}`);
  }
  return exit.findings;
}
