import type { ContractModel } from '@sluice/contract';
import { hourMs } from '@sluice/disk';
import type { HourResult, MergeProgress } from '@sluice/lake';
import { findProject, type Project } from '@sluice/project';
import { registryModel } from '@sluice/project/registry';
import { familiesOf } from '../../athena-print.js';
import { exit } from '../../exit.js';
import { rangeOption } from '../../hour-range.js';
import { count, type Io } from '../../io.js';
import { lakeFolder } from '../../lake-folder.js';
import { newRunId } from '../../run-id.js';
import type { Options } from './options.js';
import { printMerge } from './print.js';

/** Merges the raw hours that have something new into Parquet. Exit 1 where an hour could not be merged or was left. */
export async function run(_args: readonly [], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const now = new Date();
  const { hour, compression = 'zstd', print: printed } = options;
  const range = hour === undefined ? rangeOption(options, now.getTime()) : { from: hour, to: hour + hourMs };
  if (printed || options.listing !== undefined || options.records !== undefined)
    return printMerge(project, options, io, { printed, now, range, compression });
  const { mergeLake } = await import('@sluice/lake');
  let stopped = false;
  if (range)
    io.stopped().then(() => {
      stopped = true;
    });
  const report = await mergeLake({
    lakeDir: await lakeFolder(project, options.data),
    model: await modelOf(project, options.event),
    now,
    runId: newRunId(now),
    compression,
    keepHours: options.keep ?? 1,
    isStopped: () => stopped,
    ...(range && { range, onProgress: (progress: MergeProgress) => tell(progress, io) }),
    ...(options.all === true && { rescanHours: 'all' as const }),
  });
  if (options.json) io.out(JSON.stringify(report, null, 2));
  else
    printReport(
      range ? report.hours.filter(({ kind }) => kind === 'failed') : report.hours,
      report.hours,
      report.unchanged,
      io,
    );
  if (report.left > 0)
    io.err(`${io.paint.yellow('!')} Stopped: ${count(report.left, 'hour')} left. The same command goes on there.`);
  return report.left > 0 || report.hours.some(({ kind }) => kind === 'failed') ? exit.failed : exit.clean;
}

/** The contract, or as much of it as one event has. */
async function modelOf(project: Project, event: string | undefined): Promise<ContractModel> {
  const model = await registryModel(project);
  return { ...model, events: familiesOf(model, event) };
}

function tell({ planned, done, result }: MergeProgress, io: Io): void {
  io.err(`${io.paint.dim(`${done} of ${Math.max(planned, done)}`)}${describe(result, io)}`);
}

function printReport(shown: readonly HourResult[], hours: readonly HourResult[], unchanged: number, io: Io): void {
  const merged = hours.filter((hour) => hour.kind === 'merged');
  for (const hour of shown) io.out(describe(hour, io));
  const rows = merged.reduce((sum, { record }) => sum + record.rowsOut, 0);
  const same = unchanged > 0 ? `; ${count(unchanged, 'hour')} had nothing new` : '';
  io.out(`${io.paint.green('✓')} Merged ${count(rows, 'event')} into ${count(merged.length, 'Parquet file')}${same}.`);
}

function describe(result: HourResult, { paint }: Io): string {
  const { event, major, year, month, day, hour } = result.hour;
  const where = `${event} v${major}  ${year}-${month}-${day} ${hour}h`;
  if (result.kind === 'failed') return `${paint.red('✗')} ${where}: ${result.reason}\n  ${result.fix}`;
  const { record } = result;
  const duplicates = record.duplicatesInHour + record.duplicatesOfEarlierHours;
  const removed = duplicates > 0 ? `, ${count(duplicates, 'duplicate')} removed` : '';
  const size = paint.dim(
    `  ${where}  ${count(record.rowsOut, 'event')}${removed}, ${Math.ceil(record.bytes / 1024)} kB`,
  );
  const differing = record.differingDuplicates ?? 0;
  const line =
    differing > 0
      ? `${size}\n${paint.yellow('!')} ${count(differing, 'duplicate')} said something else than the event that stays, as ${record.differingIds?.join(', ')}.`
      : size;
  const left = result.leftBehind;
  return left === undefined
    ? line
    : `${line}\n${paint.yellow('!')} An older run could not be removed (${left}); it is not read.`;
}
