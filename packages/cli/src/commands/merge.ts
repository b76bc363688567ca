import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { HourResult } from '@sluice/ddl';
import type { Options } from '../commands.js';
import { exit } from '../exit.js';
import { count, type Io } from '../io.js';
import { dataFolder, findProject } from '../project.js';
import { registryModel } from '../registry-files.js';

/** Merges the raw hours that have something new into Parquet. Exit 1 where an hour could not be merged. */
export async function run(_args: readonly string[], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const { mergeLake } = await import('@sluice/ddl');
  const report = await mergeLake({
    lakeDir: path.join(dataFolder(project, options.data), 'lake'),
    model: await registryModel(project),
    now: new Date(),
    runId: `${new Date().toISOString().replace(/[-:.]/g, '')}-${randomUUID().slice(0, 8)}`,
    ...(options.all === true && { rescanHours: 'all' as const }),
  });
  if (options.json) io.out(JSON.stringify(report, null, 2));
  else printReport(report.hours, report.unchanged, io);
  return report.hours.some(({ kind }) => kind === 'failed') ? exit.failed : exit.clean;
}

function printReport(hours: readonly HourResult[], unchanged: number, io: Io): void {
  const merged = hours.filter((hour) => hour.kind === 'merged');
  for (const hour of hours) io.out(describe(hour, io));
  const rows = merged.reduce((sum, { record }) => sum + record.rowsOut, 0);
  const same = unchanged > 0 ? `; ${count(unchanged, 'file')} had nothing new` : '';
  io.out(`${io.paint.green('✓')} Merged ${count(rows, 'event')} into ${count(merged.length, 'Parquet file')}${same}.`);
}

function describe(result: HourResult, { paint }: Io): string {
  const { event, major, year, month, day, hour } = result.hour;
  const where = `${event} v${major}  ${year}-${month}-${day} ${hour}h`;
  if (result.kind === 'failed') return `${paint.red('✗')} ${where}: ${result.reason}\n  ${result.fix}`;
  const { record } = result;
  const duplicates = record.duplicatesInHour + record.duplicatesOfEarlierHours;
  const removed = duplicates > 0 ? `, ${count(duplicates, 'duplicate')} removed` : '';
  const line = paint.dim(
    `  ${where}  ${count(record.rowsOut, 'event')}${removed}, ${Math.ceil(record.bytes / 1024)} kB`,
  );
  const left = result.leftBehind;
  return left === undefined
    ? line
    : `${line}\n${paint.yellow('!')} An older run could not be removed (${left}); it is not read.`;
}
