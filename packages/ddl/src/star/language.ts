/** What the star's views need beyond {@link QueryLanguage}: functions of time, which every engine calls differently. */
export interface TimeFunctions {
  /** The day of a timestamp, UTC. */
  dateOf(timestamp: string): string;
  /** The day so many days after another. */
  addDays(date: string, days: string): string;
  /** Monday is 1. */
  isoWeekday(date: string): string;
  secondsBetween(from: string, to: string): string;
}

/** The engines that the star is written for. */
export const timeFunctions: { readonly [dialect: string]: TimeFunctions | undefined } = {
  athena: {
    dateOf: (timestamp) => `CAST(${timestamp} AS DATE)`,
    addDays: (date, days) => `date_add('day', ${days}, ${date})`,
    isoWeekday: (date) => `day_of_week(${date})`,
    secondsBetween: (from, to) => `date_diff('second', ${from}, ${to})`,
  },
  duckdb: {
    dateOf: (timestamp) => `CAST(${timestamp} AS DATE)`,
    addDays: (date, days) => `CAST(${date} + CAST(${days} AS INTEGER) AS DATE)`,
    isoWeekday: (date) => `isodow(${date})`,
    secondsBetween: (from, to) => `date_diff('second', ${from}, ${to})`,
  },
  redshift: {
    dateOf: (timestamp) => `CAST(${timestamp} AT TIME ZONE 'UTC' AS DATE)`,
    addDays: (date, days) => `CAST(DATEADD(day, ${days}, ${date}) AS DATE)`,
    isoWeekday: (date) => `MOD(CAST(EXTRACT(dow FROM ${date}) AS INTEGER) + 6, 7) + 1`,
    secondsBetween: (from, to) => `DATEDIFF(second, ${from}, ${to})`,
  },
};
