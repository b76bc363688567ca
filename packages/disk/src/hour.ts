import { type HiveTime, hiveHour, hiveTime, hourMs } from './hive-path.js';

/** One hour of one table: a partition of the lake. All parts are the folders' own text. */
export interface Hour extends HiveTime {
  readonly event: string;
  readonly major: number;
}

/** `event=…/major=…/year=…/month=…/day=…/hour=…`, without a slash at either end. */
export function hourPath({ event, major, ...time }: Hour): string {
  return `event=${event}/major=${major}/${hiveHour(time)}`;
}

/** Reads the last six folders of a path back; undefined where it is no hour's folder, or an hour that no day has. */
export function parseHour(path: string): Hour | undefined {
  const found = hourPattern.exec(path.replaceAll('\\', '/'));
  if (!found?.groups) return undefined;
  const { event = '', major, year = '', month = '', day = '', hour = '' } = found.groups;
  const read = { event, major: Number(major), year, month, day, hour };
  return hiveHour(hiveTime(hourStart(read))) === hiveHour(read) ? read : undefined;
}

const hourPattern =
  /(?:^|\/)event=(?<event>[^/]+)\/major=(?<major>\d+)\/year=(?<year>\d{4})\/month=(?<month>\d\d)\/day=(?<day>\d\d)\/hour=(?<hour>\d\d)\/?$/;

/** When the hour begins, in milliseconds since 1970 (UTC). */
export function hourStart({ year, month, day, hour }: Hour): number {
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour));
}

/** The hour of a table that a moment, in milliseconds since 1970, lies in. */
export function hourAt(time: number, { event, major }: Pick<Hour, 'event' | 'major'>): Hour {
  return { event, major, ...hiveTime(time) };
}

/** The hours of a table that begin in a range of moments: from (included) to (not included). */
export function hoursBetween(from: number, to: number, table: Pick<Hour, 'event' | 'major'>): Hour[] {
  const first = Math.ceil(from / hourMs);
  const count = Math.max(0, Math.ceil(to / hourMs) - first);
  return Array.from({ length: count }, (_, at) => hourAt((first + at) * hourMs, table));
}

/** Hours from one (included) to another (not included), in milliseconds since 1970 (UTC). */
export interface HourRange {
  readonly from: number;
  readonly to: number;
}
