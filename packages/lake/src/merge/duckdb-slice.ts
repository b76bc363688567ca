import { join } from 'node:path';
import type { Table } from '@sluice/ddl';
import type { Engine } from '../lake/engine.js';
import { exactCopies } from '../lake/exact-copies.js';
import { hashFile, idFiles, parquetOf } from '../lake/id-files-fs.js';
import { columnarRows, type RawReading, type WrittenFiles } from '../lake/read-sql.js';
import type { HourRecord } from '../lake/record.js';
import {
  copyHashes,
  copySlice,
  type EarlierRows,
  findMet,
  findRepeated,
  judgedCounts,
  judgeSuspects,
  metFiles,
  readAlone,
  readSlice,
  suspectCounts,
} from './merge-sql.js';
import type { Compression } from './report.js';
import { gzipFlaw } from './whole-gzip-fs.js';

/** What a slice of an hour's raw files is merged with. */
export interface SliceJob {
  readonly engine: Engine;
  /** DuckDB's version, which decides which files of hashes can be used. */
  readonly version: string;
  readonly table: Table;
  readonly compression: Compression;
  /** Folder of the run. */
  readonly folder: string;
  /** Merged files of the look-back window, by the columns they have. */
  readonly earlier: readonly WrittenFiles[];
  /** Whether the ids that these have too are in the table `met_before`, so that their hashes need not be read. */
  readonly isFoundAhead: boolean;
  /** Files of this run's earlier slices. */
  readonly written: WrittenFiles;
}

/** What a slice has become. */
export type SliceCounts = Required<
  Pick<
    HourRecord,
    'rowsIn' | 'duplicatesInHour' | 'duplicatesOfEarlierHours' | 'differingDuplicates' | 'differingIds' | 'rowsOut'
  >
>;

/** Larger than nearly every row, since Firehose takes events of 1 MB at most; larger ones are read at the second attempt. */
const usualRowBytes = 2_097_152;

/** Writes one Parquet file from raw files: one row per id, and none that an earlier file has. */
export async function mergeSlice(job: SliceJob, rawFiles: readonly string[], target: string): Promise<SliceCounts> {
  const { engine, version, table, compression } = job;
  await loadSlice(job, rawFiles);
  const [rowsIn, repeated, met] = await findSuspects(job);
  const judged = repeated + met > 0 ? await compareSuspects(job) : nothingJudged;
  await engine.connection.run(copySlice(table, target, compression));
  await engine.connection.run(copyHashes(hashFile(target, version)));
  await engine.connection.run('DROP TABLE slice');
  const { suspects, kept, duplicatesOfEarlierHours, differingDuplicates, differingIds } = judged;
  return {
    rowsIn,
    duplicatesInHour: suspects - kept - duplicatesOfEarlierHours,
    duplicatesOfEarlierHours,
    differingDuplicates,
    differingIds,
    rowsOut: rowsIn - suspects + kept,
  };
}

/** Reads the files quickly; where that fails, again with larger rows and every check, to succeed or to say why not. */
async function loadSlice({ engine, table, folder }: SliceJob, rawFiles: readonly string[]): Promise<void> {
  for (const path of rawFiles.filter((one) => one.endsWith('.gz'))) {
    const flaw = await gzipFlaw(path);
    if (flaw !== undefined) throw new Error(`${path} is damaged: ${flaw}.`);
  }
  const { paths, remove } = await exactCopies(table, rawFiles, folder);
  const load = async (reading: RawReading) => {
    for (const sql of readSlice(table, paths, reading)) await engine.connection.run(sql);
  };
  try {
    await load({ quick: true, rowBytes: usualRowBytes }).catch(() => load({}));
  } catch (error) {
    throw await naming(error as Error, paths, (path) => engine.connection.run(readAlone(table, path)));
  } finally {
    await remove();
  }
}

/** The error with the file it comes from: DuckDB names none where gzip's own data are wrong. */
async function naming(
  error: Error,
  paths: readonly string[],
  read: (path: string) => Promise<unknown>,
): Promise<Error> {
  if (paths.some((path) => error.message.includes(path))) return error;
  for (const path of paths) {
    const failed = await read(path).then(
      () => undefined,
      (one: Error) => one,
    );
    if (failed) return new Error(failed.message.includes(path) ? failed.message : `${path}: ${failed.message}`);
  }
  return error;
}

async function findSuspects(job: SliceJob): Promise<[number, number, number]> {
  const { engine, version, earlier, written, isFoundAhead } = job;
  const files = await idFiles(namesOf(isFoundAhead ? [written] : [...earlier, written]), version);
  const [count] = await rowsOf(engine, 'SELECT count(*)::BIGINT FROM slice');
  for (const sql of [...findRepeated(Number(count?.[0])), findMet(files, isFoundAhead)])
    await engine.connection.run(sql);
  const [counts = []] = await rowsOf(engine, suspectCounts);
  const [rowsIn = 0, repeated = 0, met = 0] = counts.map(Number);
  return [rowsIn, repeated, met];
}

const nothingJudged = {
  suspects: 0,
  kept: 0,
  duplicatesOfEarlierHours: 0,
  differingDuplicates: 0,
  differingIds: [] as readonly string[],
};

function namesOf(files: readonly WrittenFiles[]): string[] {
  return files.flatMap((one) => one.files);
}

async function compareSuspects({ engine, version, table, earlier, written }: SliceJob): Promise<typeof nothingJudged> {
  const candidates = await idFiles(namesOf([...earlier, written]), version);
  const met = new Set((await rowsOf(engine, metFiles(candidates))).map(([file]) => parquetOf(String(file))));
  const rowsIn =
    (isSameHour: boolean) =>
    (one: WrittenFiles): EarlierRows[] => {
      const files = one.files.filter((file) => met.has(file));
      return files.length > 0 ? [{ rows: columnarRows(table, { ...one, files }), isSameHour }] : [];
    };
  const sources = [...earlier.flatMap(rowsIn(false)), ...rowsIn(true)(written)];
  for (const sql of judgeSuspects(table, sources)) await engine.connection.run(sql);
  const [row = []] = await rowsOf(engine, judgedCounts);
  const [suspects = 0, kept = 0, duplicatesOfEarlierHours = 0, differingDuplicates = 0] = row.slice(0, 4).map(Number);
  const differingIds = JSON.parse(String(row[4])) as string[];
  return { suspects, kept, duplicatesOfEarlierHours, differingDuplicates, differingIds };
}

async function rowsOf({ connection }: Engine, sql: string) {
  return (await connection.runAndReadAll(sql)).getRowsJson();
}

/** Path of the n-th file of a run. */
export function partFile(folder: string, at: number): string {
  return join(folder, `part-${at}.parquet`);
}
