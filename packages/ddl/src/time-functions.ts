/** What the star's views need beyond a query language: functions of time, which every engine calls differently. */
export interface TimeFunctions {
  /** The day of a timestamp, UTC. */
  dateOf(timestamp: string): string;
  /** The day so many days after another. */
  addDays(date: string, days: string): string;
  /** Monday is 1. */
  isoWeekday(date: string): string;
  secondsBetween(from: string, to: string): string;
}
