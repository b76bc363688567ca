/** One hour of one table: a partition of the lake. All parts are the folders' own text. */
export interface Hour {
  readonly event: string;
  readonly major: number;
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
}

/** Milliseconds of an hour. */
export const hourMs = 3_600_000;

/** `event=…/major=…/year=…/month=…/day=…/hour=…`, without a slash at either end. */
export function hourPath({ event, major, year, month, day, hour }: Hour): string {
  return `event=${event}/major=${major}/year=${year}/month=${month}/day=${day}/hour=${hour}`;
}

/** Reads the last six folders of a path back; undefined where it is no hour's folder. */
export function parseHour(path: string): Hour | undefined {
  const found = hourPattern.exec(path.replaceAll('\\', '/'));
  if (!found?.groups) return undefined;
  const { event = '', major, year = '', month = '', day = '', hour = '' } = found.groups;
  return { event, major: Number(major), year, month, day, hour };
}

const hourPattern =
  /(?:^|\/)event=(?<event>[^/]+)\/major=(?<major>\d+)\/year=(?<year>\d{4})\/month=(?<month>\d\d)\/day=(?<day>\d\d)\/hour=(?<hour>\d\d)\/?$/;

/** When the hour begins, in milliseconds since 1970 (UTC). */
export function hourStart({ year, month, day, hour }: Hour): number {
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour));
}
