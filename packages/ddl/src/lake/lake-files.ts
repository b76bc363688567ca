import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Table } from '../table.js';
import { type Disk, realDisk } from './disk.js';
import { type Hour, hourPath, parseHour } from './hour.js';
import type { HourRecord, ListedHour, RawFile } from './record.js';

/** An hour as it lies on disk. */
export interface HourListing extends ListedHour {
  readonly record?: HourRecord;
}

const recordName = '_current.json';

/** Every hour of a table, oldest first, that has raw files or a merged run. Folders that are missing are empty. */
export async function listHours(lakeDir: string, table: Pick<Table, 'event' | 'major'>): Promise<HourListing[]> {
  const below = `event=${table.event}/major=${table.major}`;
  const [raw, columnar] = await Promise.all([
    hourFolders(join(lakeDir, 'raw', below), below),
    hourFolders(join(lakeDir, 'columnar', below), below),
  ]);
  const paths = [...new Set([...raw, ...columnar])].sort();
  const hours = paths.flatMap((path) => parseHour(path) ?? []);
  return Promise.all(hours.map((hour) => listHour(lakeDir, hour)));
}

/** One hour: its raw files (not those that begin with `_` or `.`, which Athena ignores too) and its record. */
export async function listHour(lakeDir: string, hour: Hour): Promise<HourListing> {
  const [raw, record] = await Promise.all([
    rawFiles(join(lakeDir, 'raw', hourPath(hour))),
    readRecord(join(lakeDir, 'columnar', hourPath(hour))),
  ]);
  if (!record) return { hour, raw };
  const files = await Promise.all(runFiles(lakeDir, hour, record).map((file) => stat(file).catch(missing(undefined))));
  return { hour, raw, record, ...(files.includes(undefined) && { isRunMissing: true as const }) };
}

/** Makes a run outlast a power cut: its files, and every folder from there up to the lake's. */
export async function syncRun(
  lakeDir: string,
  folder: string,
  files: readonly string[],
  disk: Disk = realDisk,
): Promise<void> {
  for (const file of files) await disk.sync(join(folder, file));
  const levels = relative(lakeDir, folder).split(sep).length;
  let path = folder;
  for (let level = 0; level <= levels; level += 1) {
    await disk.sync(path);
    path = dirname(path);
  }
}

/** Points an hour at a run that is synced already: the record appears whole or not at all, and for good. */
export async function writeRecord(
  lakeDir: string,
  hour: Hour,
  record: HourRecord,
  disk: Disk = realDisk,
): Promise<void> {
  const folder = join(lakeDir, 'columnar', hourPath(hour));
  const temporary = join(folder, `_${record.run}.tmp`);
  await writeFile(temporary, `${JSON.stringify(record, null, 2)}\n`, { flush: true });
  await rename(temporary, join(folder, recordName));
  await disk.sync(folder);
}

/** The folder a run of an hour writes to, made anew and empty. */
export async function makeRunFolder(lakeDir: string, hour: Hour, run: string): Promise<string> {
  const folder = runFolder(lakeDir, hour, run);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

/** The folder of a run. */
export function runFolder(lakeDir: string, hour: Hour, run: string): string {
  return join(lakeDir, 'columnar', hourPath(hour), `run=${run}`);
}

/** The Parquet files of an hour's current run. */
export function runFiles(lakeDir: string, hour: Hour, { run, files }: Pick<HourRecord, 'run' | 'files'>): string[] {
  return (files ?? ['part-0.parquet']).map((name) => join(runFolder(lakeDir, hour, run), name));
}

/** Removes every run of the hour but one: those it replaced, and what interrupted merges left behind. */
export async function removeOtherRuns(lakeDir: string, hour: Hour, keep: string, disk: Disk = realDisk): Promise<void> {
  const folder = join(lakeDir, 'columnar', hourPath(hour));
  const names = await namesIn(folder);
  const old = names.filter((name) => (name.startsWith('run=') && name !== `run=${keep}`) || name.endsWith('.tmp'));
  await Promise.all(old.map((name) => disk.remove(join(folder, name))));
}

/** Removes a run of an hour, unless it is the current one. */
export async function removeUnusedRun(lakeDir: string, hour: Hour, run: string, disk: Disk = realDisk): Promise<void> {
  const { record } = await listHour(lakeDir, hour);
  if (record?.run !== run) await disk.remove(runFolder(lakeDir, hour, run));
}

async function rawFiles(folder: string): Promise<RawFile[]> {
  const names = (await namesIn(folder)).filter((name) => /^[^_.].*\.json(\.gz)?$/.test(name)).sort();
  return Promise.all(names.map(async (name) => ({ name, size: (await stat(join(folder, name))).size })));
}

async function readRecord(folder: string): Promise<HourRecord | undefined> {
  const text = await readFile(join(folder, recordName), 'utf8').catch(missing(undefined));
  return text === undefined ? undefined : (JSON.parse(text) as HourRecord);
}

/** Paths below `folder` that are four folders deep: year, month, day, hour. */
async function hourFolders(folder: string, prefix: string): Promise<string[]> {
  let paths = [''];
  for (const key of ['year', 'month', 'day', 'hour']) {
    const next = await Promise.all(
      paths.map(async (path) => {
        const names = await namesIn(join(folder, path));
        return names.filter((name) => name.startsWith(`${key}=`)).map((name) => `${path}/${name}`);
      }),
    );
    paths = next.flat();
  }
  return paths.map((path) => `${prefix}${path}`);
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(missing<string[]>([]));
}

/** Turns "there is no such file" into a value, and lets every other error pass. */
function missing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
    throw error;
  };
}
