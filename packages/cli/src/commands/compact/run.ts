import type { DayResult } from '@sluice/lake';
import { findProject, type Project, UsageError } from '@sluice/project';
import { registryModel } from '@sluice/project/registry';
import { columnarTables, printActions } from '../../athena-print.js';
import { exit } from '../../exit.js';
import { rangeOption } from '../../hour-range.js';
import { count, type Io } from '../../io.js';
import { lakeFolder } from '../../lake-folder.js';
import { newRunId } from '../../run-id.js';
import type { Options } from './options.js';

/** Compacts whole days. Exit 1 where a day could not be written. */
export async function run(_args: readonly [], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const now = new Date();
  const range = rangeOption(options, now.getTime());
  if (options.print) return printDays(project, options, io, now, range);
  const { compactLake } = await import('@sluice/lake');
  const report = await compactLake({
    lakeDir: await lakeFolder(project, options.data),
    model: await registryModel(project),
    now,
    runId: newRunId(now),
    ...(range && { range }),
    onProgress: ({ planned, done, result }) => io.err(`${io.paint.dim(`${done} of ${planned}`)}  ${describe(result)}`),
  });
  if (options.json) io.out(JSON.stringify(report, null, 2));
  else printReport(report.days, report.unchanged, io);
  return report.days.some(({ kind }) => kind === 'failed') ? exit.failed : exit.clean;
}

function printReport(days: readonly DayResult[], unchanged: number, io: Io): void {
  for (const day of days) if (day.kind !== 'compacted') io.out(`${io.paint.yellow('!')} ${describe(day)}`);
  const written = days.filter(({ kind }) => kind === 'compacted').length;
  io.out(`${io.paint.green('✓')} Compacted ${count(written, 'day')}; ${unchanged} had nothing new.`);
}

function describe(result: DayResult): string {
  const { event, major, year, month, day } = result.day;
  const where = `${event} v${major}  ${year}-${month}-${day}`;
  if (result.kind === 'failed') return `${where}: ${result.reason} Run it again.`;
  if (result.kind === 'waiting') return `${where}: ${result.why}`;
  const { rows, bytes, files } = result.record;
  return `${where}  ${count(rows, 'event')} in ${count(files.length, 'file')}, ${Math.ceil(bytes / 1024)} kB`;
}

async function printDays(
  project: Project,
  options: Options,
  io: Io,
  now: Date,
  range: { readonly from: number; readonly to: number } | undefined,
): Promise<number> {
  const { athenaDayActions, dayAt } = await import('@sluice/lake');
  const { dayMs } = await import('@sluice/disk');
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  const { from, to } = range ?? { from: today - dayMs, to: today };
  if (from % dayMs !== 0) throw new UsageError('--from is not the beginning of a day. Write YYYY-MM-DD.');
  const tables = await columnarTables(await registryModel(project), undefined);
  const count = Math.max(1, Math.floor((Math.min(to, today) - from) / dayMs));
  const days = Array.from({ length: count }, (_, at) => from + at * dayMs);
  const request = { run: newRunId(now), config: project.config };
  const actions = tables.flatMap((table) =>
    athenaDayActions(
      table,
      days.map((time) => dayAt(time, table)),
      request,
    ),
  );
  await printActions(actions, options.json === true, io);
  return exit.clean;
}
