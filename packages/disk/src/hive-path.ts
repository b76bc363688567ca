/** Milliseconds of an hour. */
export const hourMs = 3_600_000;

/** Milliseconds of a day in UTC. */
export const dayMs = 24 * hourMs;

/** The UTC parts of a moment as zero-padded partition values. */
export interface HiveTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
}

/** The partition values of a moment given in epoch milliseconds, in UTC. */
export function hiveTime(at: number): HiveTime {
  const iso = new Date(at).toISOString();
  return { year: iso.slice(0, 4), month: iso.slice(5, 7), day: iso.slice(8, 10), hour: iso.slice(11, 13) };
}

/** `year=YYYY/month=MM/day=DD`. */
export function hiveDay({ year, month, day }: Omit<HiveTime, 'hour'>): string {
  return `year=${year}/month=${month}/day=${day}`;
}

/** `year=YYYY/month=MM/day=DD/hour=HH`. */
export function hiveHour(time: HiveTime): string {
  return `${hiveDay(time)}/hour=${time.hour}`;
}

/** A folder of a day or an hour, and the moments it is for: epoch milliseconds, `from` on and before `to`. */
export interface HiveSpan {
  /** {@link hiveHour}, or {@link hiveDay} where no hour is named. */
  readonly folder: string;
  readonly from: number;
  readonly to: number;
}

const span = /year=(\d{4})\/month=(\d\d)\/day=(\d\d)(?:\/hour=(\d\d))?/;

/** The day or hour that a path names, wherever in it; undefined where it names none. */
export function hiveSpan(path: string): HiveSpan | undefined {
  const [folder, year, month, day, hour] = span.exec(path) ?? [];
  if (folder === undefined) return undefined;
  const from = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0));
  return { folder, from, to: from + (hour === undefined ? dayMs : hourMs) };
}
