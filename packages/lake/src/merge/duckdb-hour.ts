import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Table } from '@sluice/ddl';
import { type Hour, hourPath } from '@sluice/disk';
import { digestsOf } from '../lake/digest-fs.js';
import type { Disk } from '../lake/disk.js';
import type { Engine } from '../lake/engine.js';
import { hashFile, idFiles, parquetOf } from '../lake/id-files-fs.js';
import {
  listHour,
  makeRunFolder,
  removeOtherRuns,
  removeUnusedRun,
  runFiles,
  syncRun,
  writeRecord,
  writeRunRecord,
} from '../lake/lake-files.js';
import { type WrittenFiles, writtenColumns } from '../lake/read-sql.js';
import type { HourRecord, RawFile } from '../lake/record.js';
import { mergeSlice, partFile, type SliceCounts } from './duckdb-slice.js';
import { blocked, firstLine, fixOf, reusedRun } from './failed-hour.js';
import { findMetBefore, isWorthwhile } from './look-ahead.js';
import type { Looked } from './look-through-fs.js';
import { repeatedIn } from './merge-sql.js';
import { type HourPlan, neighbours, planHour } from './plan.js';
import type { HourResult, MergeRequest } from './report.js';
import { slicesOf } from './slices.js';
import { hourSteps, type MergeStep } from './steps.js';

/** What every hour of one table's merge shares. */
export interface Job {
  readonly request: MergeRequest;
  readonly engine: Engine;
  /** DuckDB's version. */
  readonly version: string;
  readonly table: Table;
  readonly lookbackHours: number;
  /** Hours whose files were looked through in this merge, and what was found. */
  readonly looked: Looked;
  /** The real one where absent. */
  readonly disk?: Disk;
  /** Other sizes than the usual ones, so that tests need no large hours. */
  readonly sizes?: { readonly sliceBytes?: number; readonly aheadRows?: number };
}

/** What the steps of one hour hand on. */
interface Progress {
  readonly job: Job;
  record?: HourRecord;
  leftBehind?: string;
}

type StepOf<K extends MergeStep['kind']> = Extract<MergeStep, { kind: K }>;

/** What each step is on the folders of a lake, which are partitions by themselves and need no temporary tables. */
const actions: {
  readonly [K in MergeStep['kind']]: (step: StepOf<K>, progress: Progress) => Promise<void>;
} = {
  'register-raw': async () => undefined,
  'drop-temporary': async () => undefined,
  'write-run': async (step, progress) => {
    progress.record = await writeRun(step, progress.job);
  },
  'mark-later': (step, { job, record }) => markLater(step, job, record),
  'point-partition': async ({ hour }, { job: { request, disk }, record }) => {
    if (record) await writeRecord(request.lakeDir, hour, record, disk);
  },
  'remove-runs': async (step, progress) => {
    if (step.keepHours > 0) return;
    const { request, disk } = progress.job;
    await removeOtherRuns(request.lakeDir, step.hour, step.run, disk).catch((error: Error) => {
      progress.leftBehind = firstLine(error);
    });
  },
};

/** Carries a plan out; undefined where the hour is up to date. An error becomes the hour's result. */
export async function mergeHour(job: Job, plan: HourPlan, all: readonly Hour[]): Promise<HourResult | undefined> {
  const { hour } = plan.listing;
  const { request } = job;
  if (plan.kind === 'current') return undefined;
  if (plan.kind === 'blocked') return blocked(plan);
  if (plan.listing.record?.run === request.runId) return reusedRun(hour, request.runId);
  const { compression = 'zstd', keepHours = 0, runId: run } = request;
  const { table, lookbackHours } = job;
  const progress: Progress = { job };
  try {
    for (const step of hourSteps(plan, { table, run, all, lookbackHours, compression, keepHours }))
      await (actions[step.kind] as (step: MergeStep, progress: Progress) => Promise<void>)(step, progress);
  } catch (error) {
    return failed(job, hour, error as Error);
  }
  const { record, leftBehind } = progress;
  if (!record) return undefined;
  return { kind: 'merged', hour, why: plan.why, record, ...(leftBehind !== undefined && { leftBehind }) };
}

/** Removes what the run has written so far; where that fails too, the next merge of the hour does it. */
async function failed({ request, disk }: Job, hour: Hour, error: Error): Promise<HourResult> {
  await removeUnusedRun(request.lakeDir, hour, request.runId, disk).catch(() => undefined);
  return { kind: 'failed', hour, reason: firstLine(error), fix: fixOf(hour, error, request.lakeDir) };
}

async function writeRun(step: StepOf<'write-run'>, job: Job): Promise<HourRecord> {
  const { request, engine, version, table, disk } = job;
  const { hour, run, compression } = step;
  const folder = await makeRunFolder(request.lakeDir, hour, run);
  const earlier = await currentFiles(job, step.earlier);
  const pathOf = ({ name }: RawFile) => join(request.lakeDir, 'raw', hourPath(hour), name);
  const slices = slicesOf(step.files, job.sizes?.sliceBytes);
  const isFoundAhead = await readAhead(job, slices, step.files.map(pathOf), earlier);
  const written: string[] = [];
  const counts: SliceCounts[] = [];
  for (const slice of slices) {
    const target = partFile(folder, written.length);
    const before: WrittenFiles = { columns: writtenColumns(table), files: [...written] };
    const one = { engine, version, table, compression, folder, earlier, isFoundAhead, written: before };
    counts.push(await mergeSlice(one, slice.map(pathOf), target));
    written.push(target);
  }
  const files = written.map((file) => basename(file));
  await syncRun(request.lakeDir, folder, files, disk);
  const sizes = await Promise.all(written.map(async (file) => (await stat(file)).size));
  const hashes = written.map((file) => basename(hashFile(file, version)));
  const record: HourRecord = {
    run,
    mergedAt: request.now.toISOString(),
    columns: writtenColumns(table),
    rawFiles: step.files,
    ...total(counts),
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    files,
    digests: await digestsOf(folder, [...files, ...hashes]),
  };
  await writeRunRecord(request.lakeDir, hour, record);
  return record;
}

async function readAhead(
  { engine, version, sizes }: Job,
  slices: readonly (readonly RawFile[])[],
  rawFiles: readonly string[],
  earlier: readonly CurrentFiles[],
): Promise<boolean> {
  const windowRows = earlier.reduce((sum, { rows }) => sum + rows, 0);
  if (!isWorthwhile(slices, windowRows, sizes?.aheadRows)) return false;
  return findMetBefore({ engine, version, rawFiles, earlierFiles: earlier.flatMap(({ files }) => files) });
}

function total(counts: readonly SliceCounts[]): SliceCounts {
  const sum = (key: Exclude<keyof SliceCounts, 'differingIds'>) => counts.reduce((all, one) => all + one[key], 0);
  return {
    rowsIn: sum('rowsIn'),
    duplicatesInHour: sum('duplicatesInHour'),
    duplicatesOfEarlierHours: sum('duplicatesOfEarlierHours'),
    differingDuplicates: sum('differingDuplicates'),
    differingIds: [...new Set(counts.flatMap(({ differingIds }) => differingIds))].slice(0, 5),
    rowsOut: sum('rowsOut'),
  };
}

/**
 * Marks the later hours whose current run repeats an id of this one. It happens before the hour is pointed at the run, so
 * that a merge that is interrupted in between leaves them marked for the next.
 */
async function markLater(
  { hour, later }: StepOf<'mark-later'>,
  job: Job,
  record: HourRecord | undefined,
): Promise<void> {
  const { engine, version } = job;
  const { lakeDir } = job.request;
  const files = (await currentFiles(job, later)).flatMap((one) => one.files);
  if (files.length === 0 || !record) return;
  const own = runFiles(lakeDir, hour, record);
  const sql = repeatedIn(
    { hashes: own.map((file) => hashFile(file, version)), parquet: [] },
    await idFiles(files, version),
  );
  const found = (await engine.connection.runAndReadAll(sql)).getRowsJson();
  const repeated = new Set(found.map(([file]) => parquetOf(String(file))));
  for (const one of await Promise.all(later.map((other) => listHour(lakeDir, other)))) {
    if (!one.record || !runFiles(lakeDir, one.hour, one.record).some((file) => repeated.has(file))) continue;
    await writeRecord(lakeDir, one.hour, { ...one.record, stale: true });
  }
}

/** Plans for the hours in the look-back window after this one that are marked to be merged anew. */
export async function staleLater(
  { request, lookbackHours }: Job,
  hour: Hour,
  all: readonly Hour[],
): Promise<HourPlan[]> {
  const { later } = neighbours(hour, all, lookbackHours);
  const listings = await Promise.all(later.map((one) => listHour(request.lakeDir, one)));
  return listings.filter(({ record }) => record?.stale).map(planHour);
}

interface CurrentFiles extends WrittenFiles {
  readonly rows: number;
}

/** The merged files of these hours' current runs that are there and as they were written; the others are merged anew. */
async function currentFiles({ request, looked }: Job, hours: readonly Hour[]): Promise<CurrentFiles[]> {
  const { lakeDir } = request;
  const listings = await Promise.all(hours.map((hour) => listHour(lakeDir, hour)));
  const files: CurrentFiles[] = [];
  for (const listing of listings) {
    const { hour, record, isRunMissing } = await looked.through(listing);
    if (!record || isRunMissing || record.damaged) continue;
    files.push({ columns: record.columns, files: runFiles(lakeDir, hour, record), rows: record.rowsOut });
  }
  return files;
}
