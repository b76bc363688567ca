import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContractModel } from '@sluice/contract';
import { type Table, tablesOf } from '@sluice/ddl';
import { singleQuoted } from '@sluice/ddl/internal';
import type { HourRange } from '@sluice/disk';
import { dayMs } from '@sluice/disk';
import { type Damage, damageText } from '../lake/damage.js';
import { type Day, type DayListing, type DayRecord, dayEnd, runsOf } from '../lake/day.js';
import {
  changedDayFile,
  dayRunFolder,
  listDays,
  makeDayFolder,
  removeOtherDayRuns,
  writeDay,
} from '../lake/day-files-fs.js';
import { digestsOf } from '../lake/digest-fs.js';
import { type Disk, realDisk } from '../lake/disk.js';
import { type Engine, withMergeEngine } from '../lake/engine.js';
import { runFiles, syncRun } from '../lake/lake-files.js';
import { withMergeLock } from '../lake/merge-lock-fs.js';
import { columnarRows, fileList, type WrittenFiles, writtenColumns } from '../lake/read-sql.js';
import { checkRunId } from '../merge/duckdb-merge.js';
import { Looked } from '../merge/look-through-fs.js';
import type { Compression } from '../merge/report.js';
import { planDays } from './plan-days.js';

/** What a compaction is asked to do. */
export interface CompactRequest {
  /** Folder with `columnar/` and `daily/`. */
  readonly lakeDir: string;
  readonly model: ContractModel;
  readonly now: Date;
  /** As for a merge: names the folders that are written. */
  readonly runId: string;
  /** Only whole days in this range where given. */
  readonly range?: HourRange;
  readonly compression?: Compression;
  /** Told after each day. */
  readonly onProgress?: (progress: {
    readonly planned: number;
    readonly done: number;
    readonly result: DayResult;
  }) => void;
  /** Asked before each day. */
  readonly isStopped?: () => boolean;
  /** The real one where absent. */
  readonly disk?: Disk;
}

/** What became of one day that was not up to date. */
export type DayResult =
  | { readonly kind: 'compacted'; readonly day: Day; readonly record: DayRecord }
  | { readonly kind: 'waiting'; readonly day: Day; readonly why: string }
  | { readonly kind: 'failed'; readonly day: Day; readonly reason: string };

/** What a compaction did. */
export interface CompactReport {
  readonly days: readonly DayResult[];
  readonly unchanged: number;
}

/** Largest file: large enough that opening it costs nothing, small enough that engines share the work on a day. */
const fileSize = '256MB';

/**
 * Writes each day whose hours are all merged to a table of its own, in few large files. A day appears at once or not at
 * all, is read in place of its hours as long as none of them is merged anew, and is written again when one was.
 */
export async function compactLake(request: CompactRequest): Promise<CompactReport> {
  checkRunId(request.runId);
  return withMergeLock(request.lakeDir, () =>
    withMergeEngine(request.lakeDir, (engine) => compactTables(request, engine)),
  );
}

async function compactTables(request: CompactRequest, engine: Engine): Promise<CompactReport> {
  const { lakeDir, model, now, range } = request;
  const works = [];
  for (const table of model.events.flatMap((family) => tablesOf(model, family, 'columnar'))) {
    const listings = await lookThrough(await listDays(lakeDir, table), request);
    const plans = planDays(listings, { now: now.getTime(), ...(range && { range }) });
    works.push(...plans.map((plan) => ({ table, plan })));
  }
  const planned = works.filter(({ plan }) => plan.kind === 'compact').length;
  const days: DayResult[] = [];
  let done = 0;
  for (const { table, plan } of works) {
    if (plan.kind === 'waiting') days.push({ kind: 'waiting', day: plan.listing.day, why: plan.why });
    if (plan.kind !== 'compact' || request.isStopped?.()) continue;
    const result = await compactDay({ request, engine, table }, plan.listing);
    days.push(result);
    done += 1;
    request.onProgress?.({ planned, done, result });
  }
  return { days, unchanged: works.filter(({ plan }) => plan.kind === 'current').length };
}

/** For so many milliseconds after its end a day's files are looked through by every compaction. */
const lookedForMs = 3 * dayMs;

/** Compares the files of recent days, or of those that were asked for, with their digests; a damaged day is written again. */
async function lookThrough(listings: readonly DayListing[], { lakeDir, now, range }: CompactRequest) {
  const since = range?.from ?? now.getTime() - lookedForMs;
  return Promise.all(
    listings.map(async (listing): Promise<DayListing> => {
      const { day, record, damage: known } = listing;
      if (!record || dayEnd(day) < since) return listing;
      const damage = known ?? (await changedDayFile(lakeDir, day, record));
      return damage ? { ...listing, damage } : listing;
    }),
  );
}

interface DayJob {
  readonly request: CompactRequest;
  readonly engine: Engine;
  readonly table: Table;
}

async function compactDay(job: DayJob, listing: DayListing): Promise<DayResult> {
  const { lakeDir, runId, disk = realDisk } = job.request;
  const { day } = listing;
  const damage = await damagedHour(job, listing);
  if (damage)
    return { kind: 'waiting', day, why: `${damageText(damage)} \`sluice merge\` makes its hour again first.` };
  try {
    const record = await writeRun(job, listing);
    await writeDay(lakeDir, day, record, disk);
    await removeOtherDayRuns(lakeDir, day, runId, disk).catch(() => undefined);
    return { kind: 'compacted', day, record };
  } catch (error) {
    await disk.remove(dayRunFolder(lakeDir, day, runId)).catch(() => undefined);
    return { kind: 'failed', day, reason: (error as Error).message.split('\n')[0] ?? '' };
  }
}

/** The first hour that has a file other than it was written; it is noted, so that the next merge makes it again. */
async function damagedHour({ request: { lakeDir, disk } }: DayJob, { hours }: DayListing): Promise<Damage | undefined> {
  const looked = new Looked(lakeDir, disk);
  for (const hour of hours) {
    const { damage } = await looked.through(hour);
    if (damage) return damage;
  }
  return undefined;
}

async function writeRun({ request, engine, table }: DayJob, { day, hours }: DayListing): Promise<DayRecord> {
  const { lakeDir, runId, now, compression = 'zstd', disk } = request;
  const folder = await makeDayFolder(lakeDir, day, runId);
  const sources = hours.flatMap(({ hour, record }): WrittenFiles[] =>
    record ? [{ columns: record.columns, files: runFiles(lakeDir, hour, record) }] : [],
  );
  const rows = sources.map((one) => columnarRows(table, one, { also: ['hour'] })).join('\nUNION ALL\n');
  await engine.connection.run(
    `COPY (${rows}) TO ${singleQuoted(folder)} (FORMAT parquet, COMPRESSION ${compression}, FILE_SIZE_BYTES '${fileSize}', OVERWRITE_OR_IGNORE)`,
  );
  const files = (await readdir(folder)).sort();
  await syncRun(lakeDir, folder, files, disk);
  const paths = files.map((name) => join(folder, name));
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const counted = await engine.connection.runAndReadAll(
    `SELECT count(*)::BIGINT FROM read_parquet(${fileList(paths)}, hive_partitioning = false)`,
  );
  const written = Number(counted.getRowsJson()[0]?.[0]);
  const expected = hours.reduce((sum, { record }) => sum + (record?.rowsOut ?? 0), 0);
  if (written !== expected) throw new Error(`The day's hours have ${expected} rows, and its files ${written}.`);
  return {
    run: runId,
    compactedAt: now.toISOString(),
    columns: writtenColumns(table),
    hours: runsOf(hours),
    rows: written,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    files,
    digests: await digestsOf(folder, files),
  };
}
