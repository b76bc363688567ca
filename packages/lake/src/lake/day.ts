import { dayMs, type Hour, hiveDay } from '@sluice/disk';
import type { Damage } from './damage.js';
import type { Digests } from './digest-fs.js';
import type { HourListing, WrittenColumn } from './record.js';

/** One day of one table. All parts are the folders' own text. */
export type Day = Omit<Hour, 'hour'>;

/** `event=…/major=…/year=…/month=…/day=…`, without a slash at either end. */
export function dayPath({ event, major, ...time }: Day): string {
  return `event=${event}/major=${major}/${hiveDay(time)}`;
}

/** When the day ends, in milliseconds since 1970 (UTC). */
export function dayEnd({ year, month, day }: Day): number {
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) + dayMs;
}

/** What a day's `_current.json` says: which run is to be read, and which runs of its hours it was made from. */
export interface DayRecord {
  readonly run: string;
  /** ISO date and time of the compaction. */
  readonly compactedAt: string;
  readonly columns: readonly WrittenColumn[];
  /** The run of each merged hour, by hour. */
  readonly hours: { readonly [hour: string]: string };
  readonly rows: number;
  readonly bytes: number;
  readonly files: readonly string[];
  /** Of these files. */
  readonly digests?: Digests;
}

/** A day as it lies on disk. */
export interface DayListing {
  readonly day: Day;
  /** Its hours, oldest first. */
  readonly hours: readonly HourListing[];
  readonly record?: DayRecord;
  /** Set where the record or a file of its run is not as it was written: the day's hours are read in its place. */
  readonly damage?: Damage;
}

/** The current runs of a day's hours. */
export function runsOf(hours: readonly HourListing[]): { [hour: string]: string } {
  return Object.fromEntries(hours.flatMap(({ hour, record }) => (record ? [[hour.hour, record.run]] : [])));
}

/** Whether a day's file has exactly what its hours have: it is read in their place then. */
export function isDayCurrent({ hours, record, damage }: DayListing): boolean {
  if (!record || damage) return false;
  const runs = Object.entries(runsOf(hours));
  return runs.length === Object.keys(record.hours).length && runs.every(([hour, run]) => record.hours[hour] === run);
}
