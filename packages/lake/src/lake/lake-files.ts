import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Table } from '@sluice/ddl';
import { type Hour, hourPath, parseHour } from '@sluice/disk';
import type { Damage } from './damage.js';
import { changedFile, type Digests } from './digest-fs.js';
import { type Disk, realDisk } from './disk.js';
import type { HourListing, HourRecord, RawFile } from './record.js';
import { putRecord, RECORD, readRecord } from './record-fs.js';
import { readHourText } from './record-text.js';
import { sizeFlaw, sizeOf } from './run-size-fs.js';
import { unreadable } from './unreadable.js';

const runRecordName = '_record.json';

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
  const [listed, found] = await Promise.all([
    rawFiles(join(lakeDir, 'raw', hourPath(hour))).catch(unreadable),
    readRecord(join(lakeDir, recordPath(hour)), readHourText),
  ]);
  const isListed = Array.isArray(listed);
  const raw = isListed ? listed : found?.kind === 'record' ? found.record.rawFiles : [];
  if (found === undefined)
    return isListed ? { hour, raw } : { hour, raw, damage: { path: `raw/${hourPath(hour)}`, reason: String(listed) } };
  if (found.kind === 'record') return { hour, raw, ...(await runState(lakeDir, hour, found.record)) };
  const damage = { path: recordPath(hour), reason: found.reason };
  return { hour, raw, damage, readBefore: await rawFilesOfRuns(lakeDir, hour) };
}

function recordPath(hour: Hour): string {
  return `columnar/${hourPath(hour)}/${RECORD}`;
}

/** Whether the files of the current run are there and as large as they were. */
async function runState(lakeDir: string, hour: Hour, record: HourRecord): Promise<Omit<HourListing, 'hour' | 'raw'>> {
  const found = await sizeOf(runFiles(lakeDir, hour, record));
  if (found === undefined) return { record, isRunMissing: true };
  const reason = sizeFlaw(found, record.bytes);
  const damage =
    reason === undefined ? record.damaged : { path: `columnar/${hourPath(hour)}/run=${record.run}`, reason };
  return { record, ...(damage && { damage }) };
}

/** What the hour's runs say themselves of the raw files they read, where the hour's record cannot be read. */
async function rawFilesOfRuns(lakeDir: string, hour: Hour): Promise<RawFile[]> {
  const folder = join(lakeDir, 'columnar', hourPath(hour));
  const runs = (await namesIn(folder)).filter((name) => name.startsWith('run='));
  const records = await Promise.all(runs.map((run) => readRecord(join(folder, run, runRecordName), readHourText)));
  const files = records.flatMap((found) => (found?.kind === 'record' ? found.record.rawFiles : []));
  return [...new Map(files.map((file) => [file.name, file])).values()];
}

/** The Parquet file of an hour's current run that has other bytes than were written; undefined where all are as they were. */
export async function changedRunFile(lakeDir: string, hour: Hour, record: HourRecord): Promise<Damage | undefined> {
  const name = await changedFile(runFolder(lakeDir, hour, record.run), digestsFor(record, isRows));
  if (name === undefined) return undefined;
  const path = `columnar/${hourPath(hour)}/run=${record.run}/${name}`;
  return { path, reason: 'its bytes are not those that were written' };
}

/** Removes files of hashes that were changed: a merge reads the Parquet file in their place. */
export async function removeChangedHashes(lakeDir: string, hour: Hour, record: HourRecord): Promise<void> {
  const folder = runFolder(lakeDir, hour, record.run);
  const digests = digestsFor(record, (name) => !isRows(name));
  for (;;) {
    const name = await changedFile(folder, digests);
    if (name === undefined) return;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

function digestsFor({ digests = {} }: HourRecord, isWanted: (name: string) => boolean): Digests {
  return Object.fromEntries(Object.entries(digests).filter(([name]) => isWanted(name)));
}

function isRows(name: string): boolean {
  return !name.startsWith('_');
}

/** Puts a run's record beside its files, where a merge finds it when the hour's own cannot be read. */
export async function writeRunRecord(lakeDir: string, hour: Hour, record: HourRecord): Promise<void> {
  await writeFile(join(runFolder(lakeDir, hour, record.run), runRecordName), recordText(record), { flush: true });
}

function recordText(record: HourRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
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
  await putRecord(folder, record.run, recordText(record), disk);
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

/** Removes files of an hour that were being written when a merge was interrupted. */
export async function removeTemporary(lakeDir: string, hour: Hour, disk: Disk = realDisk): Promise<void> {
  const folder = join(lakeDir, 'columnar', hourPath(hour));
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.tmp'));
  await Promise.all(names.map((name) => disk.remove(join(folder, name))));
}

/** Removes a run of an hour, unless it is the current one. */
export async function removeUnusedRun(lakeDir: string, hour: Hour, run: string, disk: Disk = realDisk): Promise<void> {
  const { record } = await listHour(lakeDir, hour);
  if (record?.run !== run) await disk.remove(runFolder(lakeDir, hour, run));
}

/** Folders are none, whatever their names; one whose size cannot be read is left for the merge to fail with. */
async function rawFiles(folder: string): Promise<RawFile[]> {
  const names = (await namesIn(folder)).filter((name) => /^[^_.].*\.json(\.gz)?$/.test(name)).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => undefined);
      return found?.isDirectory() ? [] : [{ name, size: found?.size ?? 0 }];
    }),
  );
  return files.flat();
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
