import { describe, expect, it } from 'vitest';
import { dayMs, hiveDay, hiveHour, hiveSpan, hiveTime, hourMs } from './hive-path.js';
import { hourAt, hourPath, hourStart, hoursBetween, parseHour } from './hour.js';

const AT = Date.UTC(2024, 1, 29, 3, 59, 59, 999);
const FOLDER = 'year=2024/month=02/day=29/hour=03';
const table = { event: 'login', major: 1 };

describe('folders of a moment', () => {
  it('are its UTC parts, with leading zeros', () => {
    expect(hiveHour(hiveTime(AT))).toBe(FOLDER);
    expect(hiveDay(hiveTime(AT))).toBe('year=2024/month=02/day=29');
    expect(hourPath(hourAt(AT, table))).toBe(`event=login/major=1/${FOLDER}`);
  });

  it('of a table are read back', () => {
    const hour = hourAt(AT, table);
    expect(parseHour(`lake\\raw\\${hourPath(hour).replaceAll('/', '\\')}`)).toEqual(hour);
    expect(hourStart(hour)).toBe(AT - 3_599_999);
  });

  const start = Date.UTC(2024, 1, 29);
  const spans = [
    { given: `source/${FOLDER}/a.json`, want: { folder: FOLDER, from: start + 3 * hourMs, to: start + 4 * hourMs } },
    {
      given: 'year=2024/month=02/day=29/a.json',
      want: { folder: 'year=2024/month=02/day=29', from: start, to: start + dayMs },
    },
    { given: 'year=2024/month=2/day=29', want: undefined },
    { given: 'open/a.ndjson', want: undefined },
  ];
  it.each(spans)('$given names the moments that it is for', ({ given, want }) => {
    expect(hiveSpan(given)).toEqual(want);
  });
});

it('hours of a range begin in it', () => {
  const from = Date.UTC(2024, 1, 28, 22, 30);
  const paths = hoursBetween(from, from + 2 * hourMs, table).map(({ day, hour }) => `${day} ${hour}`);
  expect(paths).toEqual(['28 23', '29 00']);
  expect(hoursBetween(from, from - dayMs, table)).toEqual([]);
});
