import { expect, test } from 'vitest';
import { readHour } from './commands/times.js';
import { rangeOption } from './hour-range.js';

const now = Date.UTC(2026, 10, 21, 9, 30);
const rangeIn = (given: { readonly from?: string; readonly to?: string }) =>
  rangeOption(
    Object.fromEntries(Object.entries(given).map(([name, typed]) => [name, readHour(typed, `--${name}`)])),
    now,
  );

test.each([
  { name: 'nothing', given: {}, want: undefined },
  { name: 'a day to now', given: { from: '2026-11-20' }, want: { from: Date.UTC(2026, 10, 20), to: now } },
  {
    name: 'hours',
    given: { from: '2026-11-20T08', to: '2026-11-20T10' },
    want: { from: Date.UTC(2026, 10, 20, 8), to: Date.UTC(2026, 10, 20, 10) },
  },
])('$name', ({ given, want }) => {
  expect(rangeIn(given)).toEqual(want);
});

test.each([
  { given: { to: '2026-11-20' }, want: /--to needs --from/ },
  { given: { from: '2026-11-20', to: '2026-11-20' }, want: /no hour/ },
  { given: { from: '2026-02-30' }, want: /--from is "2026-02-30"/ },
  { given: { from: '20.11.2026' }, want: /YYYY-MM-DD/ },
  { given: { from: '2026-11-20T25' }, want: /YYYY-MM-DDTHH/ },
])('refuses $given', ({ given, want }) => {
  expect(() => rangeIn(given)).toThrow(want);
});

test('an hour of a day', () => {
  expect(readHour('2026-11-20T05', '--hour')).toBe(Date.UTC(2026, 10, 20, 5));
});
