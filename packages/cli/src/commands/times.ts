import { UsageError } from '@sluice/project/errors';

/** A day of the calendar, `YYYY-MM-DD`. Throws a UsageError for anything else. */
export function readDay(typed: string, name: string): string {
  if (startOf(typed, '00') !== undefined) return typed;
  throw new UsageError(`${name} takes a day of the calendar as YYYY-MM-DD, not "${typed}".`);
}

/** Milliseconds since 1970 of `YYYY-MM-DD` or `YYYY-MM-DDTHH` (UTC). Throws a UsageError for anything else. */
export function readHour(typed: string, name: string): number {
  const [, day = '', hour = '00'] = /^(.{10})(?:T(\d\d))?$/.exec(typed) ?? [];
  const time = startOf(day, hour);
  if (time !== undefined) return time;
  throw new UsageError(`${name} is "${typed}". Write YYYY-MM-DD or YYYY-MM-DDTHH, in UTC.`);
}

/** A day or a moment in ISO 8601; without an offset it is UTC, as the folders are. Throws a UsageError for anything else. */
export function readMoment(typed: string, name: string): number {
  const full = /^\d{4}-\d\d-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(typed);
  const hour = typed.replace(/^(\d{4}-\d\d-\d\dT\d\d)(?=$|Z|[+-])/, '$1:00');
  const at = full
    ? Date.parse(/T.*(Z|[+-]\d\d:\d\d)$/.test(hour) || !hour.includes('T') ? hour : `${hour}Z`)
    : Number.NaN;
  if (Number.isFinite(at)) return at;
  throw new UsageError(
    `${name} is "${typed}"; give a day or a moment in UTC: 2024-05-01, 2024-05-01T14 or 2024-05-01T14:30Z.`,
  );
}

/** The beginning of an hour of a day of the calendar; undefined where there is none. */
function startOf(day: string, hour: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T${hour}:00:00Z`) : Number.NaN;
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : time;
}
