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

/** `year=YYYY/month=MM/day=DD` of a moment given in epoch milliseconds, in UTC. */
export function hiveDay(at: number): string {
  const { year, month, day } = hiveTime(at);
  return `year=${year}/month=${month}/day=${day}`;
}
