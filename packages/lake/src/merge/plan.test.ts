import { hourStart, parseHour } from '@sluice/disk';
import { expect, test } from 'vitest';
import type { HourListing, RawFile } from '../lake/record.js';
import { neighbours, planHours } from './plan.js';

interface State {
  readonly stale?: true;
  readonly runMissing?: true;
}

function listing(hour: string, raw: readonly RawFile[], read?: readonly RawFile[], state: State = {}): HourListing {
  const [day = '', of = ''] = hour.split('T');
  const record = read && {
    run: 'r',
    mergedAt: '',
    columns: [],
    rawFiles: read,
    rowsIn: 0,
    duplicatesInHour: 0,
    duplicatesOfEarlierHours: 0,
    rowsOut: 0,
    bytes: 0,
    ...(state.stale && { stale: state.stale }),
  };
  return {
    hour: { event: 'e', major: 1, year: '2026', month: '11', day, hour: of },
    raw,
    ...(record && { record }),
    ...(state.runMissing && { isRunMissing: state.runMissing }),
  };
}

const file = (name: string, size = 1): RawFile => ({ name, size });
const now = Date.UTC(2026, 10, 20, 12, 30);

const cases = [
  { name: 'never merged', given: listing('20T11', [file('a')]), want: ['merge'] },
  { name: 'nothing there', given: listing('20T11', []), want: ['current'] },
  { name: 'read already', given: listing('20T11', [file('a')], [file('a')]), want: ['current'] },
  { name: 'a new file', given: listing('20T11', [file('a'), file('b')], [file('a')]), want: ['merge'] },
  { name: 'a file that grew', given: listing('20T11', [file('a', 2)], [file('a')]), want: ['merge'] },
  {
    name: 'an earlier hour got one of its ids',
    given: listing('20T11', [file('a')], [file('a')], { stale: true }),
    want: ['merge'],
  },
  {
    name: 'the same, its raw files expired',
    given: listing('20T11', [], [file('a')], { stale: true }),
    want: ['blocked'],
  },
  { name: 'raw files expired', given: listing('20T11', [], [file('a')]), want: ['current'] },
  { name: 'one gone, one new', given: listing('20T11', [file('b')], [file('a')]), want: ['blocked'] },
  { name: 'just inside the window', given: listing('18T12', [file('a')]), want: ['merge'] },
  { name: 'never merged, before the window', given: listing('18T11', [file('a')]), want: ['merge'] },
  {
    name: 'a new file just inside the window',
    given: listing('18T12', [file('a'), file('b')], [file('a')]),
    want: ['merge'],
  },
  { name: 'a new file just before the window', given: listing('18T11', [file('a'), file('b')], [file('a')]), want: [] },
  {
    name: 'the file of the run is missing, before the window',
    given: listing('01T11', [file('a')], [file('a')], { runMissing: true }),
    want: ['merge'],
  },
  {
    name: 'the file of the run is missing, and a raw file too',
    given: listing('20T11', [file('a')], [file('a'), file('b')], { runMissing: true }),
    want: ['blocked'],
  },
  { name: 'by a clock ahead of ours', given: listing('20T14', [file('a')]), want: ['merge'] },
];

test.each(cases)('$name', ({ given, want }) => {
  expect(planHours([given], { now, rescanHours: 48 }).map(({ kind }) => kind)).toEqual(want);
});

test('the look-back window has the hours before and after, across midnight, without the hour itself', () => {
  const hours = ['19T10', '19T11', '20T11', '21T11', '21T12'].map((hour) => listing(hour, []).hour);
  const [, , middle] = hours;
  if (!middle) throw new Error('no hour');
  const { earlier, later } = neighbours(middle, hours, 24);
  expect([earlier, later].map((list) => list.map(({ day, hour }) => `${day}T${hour}`))).toEqual([['19T11'], ['21T11']]);
});

test('reads an hour back from its path, also from one of Windows', () => {
  const path = 'C:\\lake\\raw\\event=e\\major=2\\year=2026\\month=11\\day=20\\hour=05';
  const hour = parseHour(path);
  expect(hour).toEqual({ event: 'e', major: 2, year: '2026', month: '11', day: '20', hour: '05' });
  expect(hour && hourStart(hour)).toBe(Date.UTC(2026, 10, 20, 5));
  expect(parseHour('raw/event=e/major=x/year=2026/month=11/day=20/hour=05')).toBeUndefined();
});
