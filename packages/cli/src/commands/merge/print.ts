import type { Table } from '@sluice/ddl';
import type { HourRange } from '@sluice/disk';
import type { AthenaPlan, Compression, HourPlan, MergeStep } from '@sluice/lake';
import type { Project } from '@sluice/project';
import { UsageError } from '@sluice/project';
import { registryModel } from '@sluice/project/registry';
import { columnarTables, printActions } from '../../athena-print.js';
import { exit } from '../../exit.js';
import { count, type Io } from '../../io.js';
import { newRunId } from '../../run-id.js';
import { readListing, readRecords } from './listing-fs.js';
import type { Options } from './options.js';

/** What the merge command has made of its options already. */
export interface Printing {
  readonly printed: Options['print'];
  readonly now: Date;
  readonly range: HourRange | undefined;
  readonly compression: Compression;
}

/** Prints what a merge in Athena is to do, or what is to be listed for it. Exit 1 where an hour cannot be merged. */
export async function printMerge(project: Project, options: Options, io: Io, given: Printing): Promise<number> {
  if (given.printed === undefined) throw new UsageError('--listing and --records belong to --print athena.');
  const tables = await columnarTables(await registryModel(project), options.event);
  const job: Job = { project, options, io, tables, now: given.now, compression: given.compression, range: given.range };
  if (given.printed === 'prefixes') return printPrefixes(job);
  if ((options.listing === undefined) !== (options.records === undefined))
    throw new UsageError('--listing and --records belong together: what lies in the lake, and what was read of it.');
  return options.listing === undefined ? printHours(job) : printChanged(job);
}

interface Job {
  readonly project: Project;
  readonly options: Options;
  readonly io: Io;
  readonly tables: readonly Table[];
  readonly now: Date;
  readonly compression: Compression;
  readonly range: HourRange | undefined;
}

async function printPrefixes({ options, io, tables, now, range }: Job): Promise<number> {
  const { dayPrefixes } = await import('@sluice/lake');
  const prefixes = dayPrefixes(tables, { now: now.getTime(), ...(range && { range }) });
  io.out(options.json === true ? JSON.stringify(prefixes, null, 2) : prefixes.join('\n'));
  return exit.clean;
}

function requestOf({ options, now, compression }: Job) {
  const keepHours = options.keep ?? 24;
  return { run: newRunId(now), lookbackHours: 48, compression, keepHours };
}

/** Every hour of the range, up to now those that are over, or the previous one; whatever they have. */
async function printHours(job: Job): Promise<number> {
  const { hourMs, hoursBetween } = await import('@sluice/disk');
  const { hourSteps } = await import('@sluice/lake');
  const over = Math.floor(job.now.getTime() / hourMs) * hourMs;
  const { from, to } = job.range ?? { from: over - hourMs, to: over };
  const request = { ...requestOf(job), all: [] };
  const steps = job.tables.flatMap((table) =>
    hoursBetween(from, to === job.now.getTime() ? over : to, table).flatMap((hour) =>
      hourSteps({ kind: 'merge', why: 'never-merged', listing: { hour, raw: [] } }, { ...request, table }),
    ),
  );
  await print(job, steps);
  return exit.clean;
}

/** The hours whose raw objects are others than those their run has read. */
async function printChanged(job: Job): Promise<number> {
  const { athenaPlan } = await import('@sluice/lake');
  const { options, io, now, range, project } = job;
  const listings = await readListing(String(options.listing), await readRecords(String(options.records)), project);
  const window = { now: now.getTime(), ...(range && { range }) };
  const plan = athenaPlan(job.tables, listings, window, requestOf(job));
  await print(job, plan.steps);
  tell(plan, io);
  return plan.blocked.length > 0 ? exit.failed : exit.clean;
}

async function print({ project, options, io }: Job, steps: readonly MergeStep[]): Promise<void> {
  const { athenaActions } = await import('@sluice/lake');
  await printActions(athenaActions(steps, project.config), options.json === true, io);
}

function tell({ merged, blocked, unchanged }: AthenaPlan, io: Io): void {
  for (const plan of blocked)
    io.err(
      `${io.paint.red('✗')} ${nameOf(plan)}: ${count(plan.gone.length, 'raw file')} that the hour was merged from are gone (${plan.gone[0]?.name}), and it has to be merged anew.\n  Put them back: an hour is merged from all of its raw files.`,
    );
  for (const plan of merged) io.err(io.paint.dim(`  ${nameOf(plan)}`));
  io.err(`${count(merged.length, 'hour')} to merge; ${unchanged} had nothing new.`);
}

function nameOf({ listing: { hour } }: HourPlan): string {
  return `${hour.event} v${hour.major}  ${hour.year}-${hour.month}-${hour.day} ${hour.hour}h`;
}
