import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '@sluice/ddl';
import type { Damage } from './damage.js';
import { type Day, type DayListing, type DayRecord, dayPath } from './day.js';
import { changedFile } from './digest-fs.js';
import { type Disk, realDisk } from './disk.js';
import { listHours } from './lake-files.js';
import type { HourListing } from './record.js';
import { putRecord, RECORD, readRecord } from './record-fs.js';
import { readDayText } from './record-text.js';
import { sizeFlaw, sizeOf } from './run-size-fs.js';

/** Every day of a table that has hours, oldest first. A record whose files are not there is none. */
export async function listDays(lakeDir: string, table: Pick<Table, 'event' | 'major'>): Promise<DayListing[]> {
  return daysOf(lakeDir, await listHours(lakeDir, table));
}

/** The days of hours that are listed already. */
export async function daysOf(lakeDir: string, listings: readonly HourListing[]): Promise<DayListing[]> {
  const days = new Map<string, { day: Day; hours: HourListing[] }>();
  for (const listing of listings) {
    const { hour: _, ...day } = listing.hour;
    const known = days.get(dayPath(day)) ?? { day, hours: [] };
    known.hours.push(listing);
    days.set(dayPath(day), known);
  }
  return Promise.all(
    [...days.values()].map(async ({ day, hours }) => {
      return { day, hours, ...(await readDay(lakeDir, day)) };
    }),
  );
}

async function readDay(lakeDir: string, day: Day): Promise<Pick<DayListing, 'record' | 'damage'>> {
  const path = `daily/${dayPath(day)}/${RECORD}`;
  const found = await readRecord(join(lakeDir, path), readDayText);
  if (found === undefined) return {};
  if (found.kind === 'damaged') return { damage: { path, reason: found.reason } };
  const { record } = found;
  const size = await sizeOf(dayFiles(lakeDir, day, record));
  if (size === undefined) return {};
  const reason = sizeFlaw(size, record.bytes);
  return reason === undefined ? { record } : { damage: { path: `daily/${dayPath(day)}/run=${record.run}`, reason } };
}

/** A file of a day's current run that has other bytes than were written. */
export async function changedDayFile(lakeDir: string, day: Day, record: DayRecord): Promise<Damage | undefined> {
  const name = await changedFile(dayRunFolder(lakeDir, day, record.run), record.digests ?? {});
  if (name === undefined) return undefined;
  return {
    path: `daily/${dayPath(day)}/run=${record.run}/${name}`,
    reason: 'its bytes are not those that were written',
  };
}

/** The folder of a run of a day. */
export function dayRunFolder(lakeDir: string, day: Day, run: string): string {
  return join(lakeDir, 'daily', dayPath(day), `run=${run}`);
}

/** The Parquet files of a day's current run. */
export function dayFiles(lakeDir: string, day: Day, { run, files }: Pick<DayRecord, 'run' | 'files'>): string[] {
  return files.map((name) => join(dayRunFolder(lakeDir, day, run), name));
}

/** The folder a run of a day writes to, made anew and empty. */
export async function makeDayFolder(lakeDir: string, day: Day, run: string): Promise<string> {
  const folder = dayRunFolder(lakeDir, day, run);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Points a day at a run that is synced already: the record appears whole or not at all, and for good. */
export async function writeDay(lakeDir: string, day: Day, record: DayRecord, disk: Disk = realDisk): Promise<void> {
  const folder = join(lakeDir, 'daily', dayPath(day));
  await putRecord(folder, record.run, `${JSON.stringify(record, null, 2)}\n`, disk);
}

/** Removes every run of the day but one, and what interrupted runs left behind. */
export async function removeOtherDayRuns(
  lakeDir: string,
  day: Day,
  keep: string,
  disk: Disk = realDisk,
): Promise<void> {
  const folder = join(lakeDir, 'daily', dayPath(day));
  const names = await readdir(folder);
  const old = names.filter((name) => (name.startsWith('run=') && name !== `run=${keep}`) || name.endsWith('.tmp'));
  await Promise.all(old.map((name) => disk.remove(join(folder, name))));
}
