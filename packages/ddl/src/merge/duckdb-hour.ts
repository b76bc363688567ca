import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from '../lake/disk.js';
import type { Engine } from '../lake/engine.js';
import { exactCopies } from '../lake/exact-copies.js';
import { type Hour, hourPath } from '../lake/hour.js';
import {
  type HourListing,
  listHour,
  makeRunFolder,
  removeOtherRuns,
  removeUnusedRun,
  runFile,
  syncRun,
  writeRecord,
} from '../lake/lake-files.js';
import { writtenColumns } from '../lake/read-sql.js';
import type { HourRecord } from '../lake/record.js';
import type { Table } from '../table.js';
import { copyAllRows, copyRows, countIds, countParquet, counts, findEarlier, repeatedIn } from './merge-sql.js';
import { type HourPlan, neighbours, planHour } from './plan.js';
import type { HourResult, MergeRequest } from './report.js';

/** What every hour of one table's merge shares. */
export interface Job {
  readonly request: MergeRequest;
  readonly engine: Engine;
  readonly table: Table;
  readonly lookbackHours: number;
  /** The real one where absent. */
  readonly disk?: Disk;
}

/** Carries a plan out; undefined where the hour is up to date. An error becomes the hour's result. */
export async function mergeHour(job: Job, plan: HourPlan, all: readonly Hour[]): Promise<HourResult | undefined> {
  const { hour } = plan.listing;
  if (plan.kind === 'current') return undefined;
  if (plan.kind === 'blocked') return blocked(plan);
  if (plan.listing.record?.run === job.request.runId) return reusedRun(hour, job.request.runId);
  try {
    const record = await writeRun(job, plan.listing, all);
    return { kind: 'merged', hour, why: plan.why, record, ...(await cleanUp(job, hour)) };
  } catch (error) {
    return failed(job, hour, error as Error);
  }
}

/** Removes what the hour's new run replaced. The run counts whether or not that succeeds: what stays is never read. */
async function cleanUp({ request, disk }: Job, hour: Hour): Promise<{ leftBehind?: string }> {
  try {
    await removeOtherRuns(request.lakeDir, hour, request.runId, disk);
    return {};
  } catch (error) {
    return { leftBehind: firstLine(error as Error) };
  }
}

/** Removes what the run has written so far; where that fails too, the next merge of the hour does it. */
async function failed({ request, disk }: Job, hour: Hour, error: Error): Promise<HourResult> {
  await removeUnusedRun(request.lakeDir, hour, request.runId, disk).catch(() => undefined);
  const fix = `Correct or remove the file below raw/${hourPath(hour)} and merge again.`;
  return { kind: 'failed', hour, reason: firstLine(error), fix };
}

function firstLine({ message }: Error): string {
  return message.split('\n')[0] ?? '';
}

function blocked({ listing: { hour }, gone }: Extract<HourPlan, { kind: 'blocked' }>): HourResult {
  return {
    kind: 'failed',
    hour,
    reason: `${gone.length} raw files that the hour was merged from are gone (${gone[0]?.name}), and it has to be merged anew.`,
    fix: `Put the files back below raw/${hourPath(hour)}: an hour is merged from all of its raw files.`,
  };
}

function reusedRun(hour: Hour, run: string): HourResult {
  return {
    kind: 'failed',
    hour,
    reason: `The hour's current run is "${run}" already.`,
    fix: 'Give every merge another run id.',
  };
}

async function writeRun(
  { request, engine, table, lookbackHours, disk }: Job,
  listing: HourListing,
  all: readonly Hour[],
): Promise<HourRecord> {
  const { lakeDir, runId, now } = request;
  const { hour, raw } = listing;
  const folder = await makeRunFolder(lakeDir, hour, runId);
  const target = runFile(lakeDir, hour, runId);
  const names = raw.map(({ name }) => join(lakeDir, 'raw', hourPath(hour), name));
  const files = await exactCopies(table, names, folder);
  const earlier = await currentFiles(lakeDir, neighbours(hour, all, lookbackHours).earlier);
  await engine.connection.run(countIds(table, files.paths));
  await engine.connection.run(findEarlier(earlier));
  const counted = await readCounts(engine);
  const copy = counted.duplicatesInHour + counted.duplicatesOfEarlierHours > 0 ? copyRows : copyAllRows;
  await engine.connection.run(copy(table, files.paths, target));
  await files.remove();
  const rowsOut = await countRows(engine, target);
  const record: HourRecord = {
    run: runId,
    mergedAt: now.toISOString(),
    columns: writtenColumns(table),
    rawFiles: raw,
    ...counted,
    rowsOut,
    bytes: (await stat(target)).size,
  };
  await syncRun(lakeDir, hour, runId, disk);
  await markRepeated({ lakeDir, engine, target, later: neighbours(hour, all, lookbackHours).later });
  await writeRecord(lakeDir, hour, record, disk);
  return record;
}

interface RepeatedSearch {
  readonly lakeDir: string;
  readonly engine: Engine;
  /** The file an hour is about to be pointed at. */
  readonly target: string;
  readonly later: readonly Hour[];
}

/**
 * Marks the later hours whose current run repeats an id of this file. It happens before the hour is pointed at the file,
 * so that a merge that is interrupted in between leaves them marked for the next.
 */
async function markRepeated({ lakeDir, engine, target, later }: RepeatedSearch): Promise<void> {
  const files = await currentFiles(lakeDir, later);
  if (files.length === 0) return;
  const result = await engine.connection.runAndReadAll(repeatedIn(target, files));
  const repeated = new Set(result.getRowsJson().map(([file]) => String(file)));
  for (const { hour, record } of await Promise.all(later.map((one) => listHour(lakeDir, one)))) {
    if (!record || !repeated.has(runFile(lakeDir, hour, record.run))) continue;
    await writeRecord(lakeDir, hour, { ...record, stale: true });
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

/** The merged files of these hours' current runs, those that are there: an hour without its file is merged anew itself. */
async function currentFiles(lakeDir: string, hours: readonly Hour[]): Promise<string[]> {
  const listings = await Promise.all(hours.map((hour) => listHour(lakeDir, hour)));
  return listings.flatMap(({ hour, record, isRunMissing }) =>
    record && !isRunMissing ? [runFile(lakeDir, hour, record.run)] : [],
  );
}

async function readCounts({
  connection,
}: Engine): Promise<Pick<HourRecord, 'rowsIn' | 'duplicatesInHour' | 'duplicatesOfEarlierHours'>> {
  const [row = []] = (await connection.runAndReadAll(counts)).getRowsJson();
  const [rowsIn = 0, duplicatesInHour = 0, duplicatesOfEarlierHours = 0] = row.map(Number);
  return { rowsIn, duplicatesInHour, duplicatesOfEarlierHours };
}

async function countRows({ connection }: Engine, file: string): Promise<number> {
  return Number((await connection.runAndReadAll(countParquet(file))).getRowsJson()[0]?.[0]);
}
