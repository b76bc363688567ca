import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '@sluice/ddl';
import { hourPath } from '@sluice/disk';
import { type Day, type DayListing, type DayRecord, dayPath, isDayCurrent } from '../lake/day.js';
import { changedDayFile, dayFiles, daysOf } from '../lake/day-files-fs.js';
import { exactCopies } from '../lake/exact-copies.js';
import { needsExactNumbers } from '../lake/exact-numbers.js';
import { changedRunFile, listHours, runFiles } from '../lake/lake-files.js';
import type { WrittenFiles } from '../lake/read-sql.js';
import type { HourListing } from '../lake/record.js';
import { goneFiles } from '../merge/plan.js';
import type { TableFiles } from './lake-views.js';

/** What the folders of a table are read with. */
export interface ReadingJob {
  readonly lakeDir: string;
  /** Takes the exact copies of tables that need them. */
  readonly temporary: string;
  /** Whether every file is compared with its digest: only after something could not be read, as it reads all of them. */
  readonly isThorough: boolean;
}

/** Reads the folders of one table. */
export async function tableFiles(job: ReadingJob, table: Table): Promise<TableFiles> {
  const { lakeDir } = job;
  const found = await Promise.all((await listHours(lakeDir, table)).map((listing) => checkedHour(job, listing)));
  const listings = found.map(readable);
  const hours = await Promise.all(listings.map((listing) => hourFiles(job, table, listing)));
  const days = await Promise.all((await daysOf(lakeDir, listings)).map((day) => checkedDay(job, day)));
  const whole = days.filter(isDayCurrent);
  const compacted = new Set(whole.map(({ day }) => dayPath(day)));
  const byHour = listings.filter(({ hour }) => !compacted.has(dayPath(hour)));
  const isLost = ({ hour, damage }: HourListing) => damage !== undefined && !compacted.has(dayPath(hour));
  return {
    table,
    daily: byColumns(whole.flatMap(({ day, record }) => dayOfRecord(lakeDir, day, record))),
    merged: mergedFiles(
      lakeDir,
      byHour.filter(({ damage }) => damage === undefined),
    ),
    fresh: hours.flatMap(({ fresh }) => fresh),
    raw: hours.flatMap(({ raw }) => raw),
    lost: listings.filter(isLost).flatMap(({ damage }) => damage ?? []),
    damage: [...found, ...days].flatMap(({ damage }) => damage ?? []),
  };
}

async function checkedHour({ lakeDir, isThorough }: ReadingJob, listing: HourListing): Promise<HourListing> {
  const { hour, record, damage, isRunMissing } = listing;
  if (!isThorough || !record || damage || isRunMissing) return listing;
  const found = await changedRunFile(lakeDir, hour, record);
  return found ? { ...listing, damage: found } : listing;
}

async function checkedDay({ lakeDir, isThorough }: ReadingJob, listing: DayListing): Promise<DayListing> {
  const { day, record, damage } = listing;
  if (!isThorough || !record || damage) return listing;
  const found = await changedDayFile(lakeDir, day, record);
  return found ? { ...listing, damage: found } : listing;
}

/**
 * An hour whose run is missing or damaged, as if it was never merged, since its raw files have every row. Where these are
 * gone too, the hour stays as it is: a query that reads it then fails by the name of the file, instead of leaving rows out.
 */
function readable(listing: HourListing): HourListing {
  const { hour, raw, isRunMissing, damage } = listing;
  if (!isRunMissing && !damage) return listing;
  const isRawWhole = goneFiles(listing).length === 0 && (raw.length > 0 || !damage);
  return isRawWhole ? { hour, raw } : listing;
}

async function hourFiles({ temporary, lakeDir }: ReadingJob, table: Table, { hour, raw, record }: HourListing) {
  const read = new Set(record?.rawFiles.map(({ name }) => name));
  const files = raw.map(({ name }) => join(lakeDir, 'raw', hourPath(hour), name));
  const folder = join(temporary, 'raw', hourPath(hour));
  if (needsExactNumbers(table)) await mkdir(folder, { recursive: true });
  const { paths } = await exactCopies(table, files, folder);
  return { raw: paths, fresh: paths.filter((_, at) => !read.has(raw[at]?.name ?? '')) };
}

/** Merged files grouped by the columns they have: a run from before a column was added reads as NULL there. */
function mergedFiles(lakeDir: string, listings: readonly HourListing[]): WrittenFiles[] {
  return byColumns(
    listings.flatMap(({ hour, record }) =>
      record ? [{ columns: record.columns, files: runFiles(lakeDir, hour, record) }] : [],
    ),
  );
}

function dayOfRecord(lakeDir: string, day: Day, record: DayRecord | undefined): WrittenFiles[] {
  return record ? [{ columns: record.columns, files: dayFiles(lakeDir, day, record) }] : [];
}

function byColumns(written: readonly WrittenFiles[]): WrittenFiles[] {
  const groups = new Map<string, { columns: WrittenFiles['columns']; files: string[] }>();
  for (const { columns, files } of written) {
    const key = JSON.stringify(columns);
    const group = groups.get(key) ?? { columns, files: [] };
    group.files.push(...files);
    groups.set(key, group);
  }
  return [...groups.values()];
}
