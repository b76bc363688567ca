import { commaLines } from '../sql.js';
import type { StarContext } from './sources.js';
import type { StarSpec } from './spec.js';

/** Digits whose combinations count the days: no engine shares a way to make a series with another. */
const places = ['ones', 'tens', 'hundreds', 'thousands', 'myriads'];

/** One row per day of the range. */
export function dateQuery({ from, to }: StarSpec['dates'], { time }: StarContext): string {
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
  const used = places.slice(0, Math.max(1, String(days).length));
  const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS n`).join(' UNION ALL ');
  const number = used.map((place, at) => `${10 ** at} * ${place}.n`).join(' + ');
  return [
    'SELECT',
    commaLines([
      'd.date_key',
      'CAST(EXTRACT(year FROM d.date_key) AS INTEGER) AS calendar_year',
      'CAST(EXTRACT(quarter FROM d.date_key) AS INTEGER) AS calendar_quarter',
      'CAST(EXTRACT(month FROM d.date_key) AS INTEGER) AS calendar_month',
      'CAST(EXTRACT(day FROM d.date_key) AS INTEGER) AS day_of_month',
      `CAST(${time.isoWeekday('d.date_key')} AS INTEGER) AS iso_weekday`,
      `${time.isoWeekday('d.date_key')} > 5 AS is_weekend`,
    ]),
    'FROM (',
    `SELECT ${time.addDays(`DATE '${from}'`, 'i.n')} AS date_key`,
    'FROM (',
    `SELECT ${number} AS n`,
    `FROM ${used.map((place) => `(${digits}) AS ${place}`).join('\nCROSS JOIN ')}`,
    ') AS i',
    `WHERE i.n <= ${days}`,
    ') AS d',
  ].join('\n');
}
