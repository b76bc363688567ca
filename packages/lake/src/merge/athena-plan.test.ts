import { tablesOf } from '@sluice/ddl';
import { hourAt, hourMs, hourPath } from '@sluice/disk';
import { expect, test } from 'vitest';
import { testConfig } from '../../../ddl/test/config.js';
import { testModel } from '../../../ddl/test/model.js';
import type { RawFile } from '../lake/record.js';
import { athenaPlan, dayPrefixes } from './athena-plan.js';
import { hourRecordOf, readHourRecord } from './athena-record.js';
import { type AthenaAction, athenaActions } from './athena-steps.js';
import { listedHours, type StoredObject } from './s3-listing.js';

const tables = testModel.events.flatMap((family) => tablesOf(testModel, family, 'columnar')).slice(0, 2);
const [table] = tables;
if (!table) throw new Error('no table');
const now = Date.UTC(2026, 10, 20, 12, 5);
const over = Date.UTC(2026, 10, 20, 12);
const request = { run: 'r2', lookbackHours: 48, compression: 'zstd', keepHours: 24 } as const;

/** An object of the hour that begins so many hours before noon. */
function object(hoursAgo: number, name: string, size = 1): StoredObject {
  return { key: `raw/${hourPath(hourAt(over - hoursAgo * hourMs, table ?? never()))}/${name}`, size };
}

function never(): never {
  throw new Error('no table');
}

function recorded(hoursAgo: number, ...rawFiles: RawFile[]) {
  return readHourRecord(hourRecordOf(hourAt(over - hoursAgo * hourMs, table ?? never()), 'r1', rawFiles));
}

const a = { name: 'a', size: 1 };

test.each([
  {
    name: 'the previous hour is merged, the hour at hand is not',
    objects: [object(1, 'a'), object(0, 'a')],
    want: [1],
  },
  { name: 'an hour that was merged is not', objects: [object(1, 'a')], records: [recorded(1, a)], want: [] },
  { name: 'a late object', objects: [object(9, 'a'), object(9, 'b')], records: [recorded(9, a)], want: [9] },
  { name: 'an object of another size', objects: [object(9, 'a', 2)], records: [recorded(9, a)], want: [9] },
  { name: 'the last hour of the window', objects: [object(48, 'a')], want: [48] },
  { name: 'an hour before the window', objects: [object(49, 'a')], want: [] },
  { name: 'raw files that have expired', objects: [], records: [recorded(9, a)], want: [] },
  { name: 'one that is gone, one new', objects: [object(9, 'b')], records: [recorded(9, a)], want: [], blocked: 1 },
  {
    name: 'an hour before the window, in the range that is asked for',
    objects: [object(49, 'a'), object(1, 'a')],
    range: { from: over - 50 * hourMs, to: over - 48 * hourMs },
    want: [49],
  },
] as {
  name: string;
  objects: StoredObject[];
  records?: ReturnType<typeof recorded>[];
  range?: { from: number; to: number };
  want: number[];
  blocked?: number;
}[])('$name', ({ objects, records = [], range, want, blocked = 0 }) => {
  const window = { now, ...(range && { range }) };
  const plan = athenaPlan(tables, listedHours(objects, records, testConfig), window, request);
  const hours = want.map((hoursAgo) => hourAt(over - hoursAgo * hourMs, table));
  expect(plan.merged.map(({ listing }) => listing.hour)).toEqual(hours);
  expect(plan.blocked.length).toBe(blocked);
  expect(plan.steps.flatMap((step) => (step.kind === 'write-run' ? [step.hour] : []))).toEqual(hours);
});

test('raw partitions of the previous, this and the next hour are registered, also where nothing is merged', () => {
  const actions = athenaActions(athenaPlan(tables, [], { now }, request).steps, testConfig);
  expect(
    actions.map((action) => (action.kind === 'statement' ? action.sql.match(/(?<=\bhour\W+')\d\d/g) : '')),
  ).toEqual(tables.map(() => ['11', '12', '13']));
  const range = { from: over, to: now };
  expect(athenaPlan(tables, [], { now, range }, request).steps).toEqual([]);
});

test('what a job has recorded is what the next plan compares with', () => {
  const objects = [object(1, 'a'), object(1, 'b', 7)];
  const plan = (records: ReturnType<typeof recorded>[], more: StoredObject[] = []) =>
    athenaActions(
      athenaPlan(tables, listedHours([...objects, ...more], records, testConfig), { now }, request).steps,
      testConfig,
    );
  const records = plan([]).flatMap((action) => (action.kind === 'record' ? [readHourRecord(action.content)] : []));
  expect(records.length).toBe(1);
  expect(plan(records).filter(isRecord)).toEqual([]);
  expect(plan(records, [object(1, 'late')]).filter(isRecord).length).toBe(1);
});

function isRecord({ kind }: AthenaAction): boolean {
  return kind === 'record';
}

test('an hour is recorded after its partition points at the run, and before old runs are removed', () => {
  const steps = athenaPlan(tables, listedHours([object(1, 'a')], [], testConfig), { now }, request).steps;
  const kinds = athenaActions(steps, testConfig).map((action) =>
    action.kind === 'statement' ? (action.sql.match(/SET LOCATION|ADD IF|DROP|CREATE/)?.[0] ?? '') : action.kind,
  );
  expect(kinds.slice(tables.length)).toEqual(['DROP', 'CREATE', 'ADD IF', 'SET LOCATION', 'record', 'DROP', 'remove']);
});

test('the days to list are those of the last 48 hours that are over, or of the range', () => {
  const days = (...of: number[]) =>
    tables.flatMap(({ event, major }) =>
      of.map((day) => `event=${event}/major=${major}/year=2026/month=11/day=${day}/`),
    );
  expect(dayPrefixes(tables, { now })).toEqual(days(18, 19, 20));
  expect(dayPrefixes(tables, { now: Date.UTC(2026, 10, 20, 0, 59) })).toEqual(days(18, 19));
  const range = { from: Date.UTC(2026, 10, 12), to: Date.UTC(2026, 10, 13) };
  expect(dayPrefixes(tables, { now, range })).toEqual(days(12));
});
