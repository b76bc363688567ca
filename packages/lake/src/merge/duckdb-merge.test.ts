import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hourOf, purchase, type TestLake, testLake } from '../../test/lake.js';
import type { MergeReport } from './report.js';

let lake: TestLake;

beforeEach(async () => {
  lake = await testLake();
});

afterEach(() => lake.remove());

function summary({ hours, unchanged }: MergeReport) {
  const results = hours.map((result) => {
    if (result.kind === 'failed') return { hour: result.hour.hour, failed: result.reason };
    const { rowsIn, duplicatesInHour, duplicatesOfEarlierHours, rowsOut } = result.record;
    return {
      hour: result.hour.hour,
      why: result.why,
      counts: [rowsIn, duplicatesInHour, duplicatesOfEarlierHours, rowsOut],
    };
  });
  return { results, unchanged };
}

const ids = 'SELECT event_id, hour FROM purchase_v1 ORDER BY hour, event_id';
const merged = (hour: string) => readdir(join(lake.dir, 'columnar', hourOf('purchase', hour)));

test('merges plain and compressed files of an hour, and does nothing the second time', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a'), purchase('b')]);
  await lake.raw(`${hourOf('purchase', '10')}/b.json.gz`, [purchase('c')]);
  await lake.raw(`${hourOf('purchase', '11')}/a.json`, [purchase('d')]);

  expect(summary(await lake.merge('r1'))).toEqual({
    results: [
      { hour: '10', why: 'never-merged', counts: [3, 0, 0, 3] },
      { hour: '11', why: 'never-merged', counts: [1, 0, 0, 1] },
    ],
    unchanged: 0,
  });
  expect(await lake.rows(ids)).toEqual([
    { event_id: 'a', hour: '10' },
    { event_id: 'b', hour: '10' },
    { event_id: 'c', hour: '10' },
    { event_id: 'd', hour: '11' },
  ]);
  expect(summary(await lake.merge('r2'))).toEqual({ results: [], unchanged: 2 });
  expect(await merged('10')).toEqual(['_current.json', 'run=r1']);
});

test('a late file is seen at once, merged by the next run, and replaces the run before', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  await lake.merge('r1');
  await lake.raw(`${hourOf('purchase', '10')}/late.json`, [purchase('b')]);
  const both = [
    { event_id: 'a', hour: '10' },
    { event_id: 'b', hour: '10' },
  ];

  expect(await lake.rows(ids)).toEqual(both);
  expect(summary(await lake.merge('r2')).results).toEqual([
    { hour: '10', why: 'raw-files-changed', counts: [2, 0, 0, 2] },
  ]);
  expect(await lake.rows(ids)).toEqual(both);
  expect(await merged('10')).toEqual(['_current.json', 'run=r2']);
});

test('what an interrupted run wrote is invisible, and removed by the next', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  await lake.merge('r1');
  const folder = join(lake.dir, 'columnar', hourOf('purchase', '10'));
  await mkdir(join(folder, 'run=killed'));
  await writeFile(join(folder, 'run=killed', 'part-0.parquet'), 'half a file');
  await writeFile(join(folder, '_killed.tmp'), '{"run":');

  expect(await lake.rows(ids)).toEqual([{ event_id: 'a', hour: '10' }]);
  await lake.raw(`${hourOf('purchase', '10')}/b.json`, [purchase('b')]);
  await lake.merge('r2');
  expect(await merged('10')).toEqual(['_current.json', 'run=r2']);
});

test('of an id that comes twice within an hour the row received first stays', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [
    purchase('a', { received: '10:00:02.000', more: '"product_id":2' }),
    purchase('a', { received: '10:00:01.000', more: '"product_id":1' }),
    purchase('b', { more: '"product_id":9' }),
  ]);
  await lake.raw(`${hourOf('purchase', '10')}/b.json`, [
    purchase('a', { received: '10:00:03.000', more: '"product_id":3' }),
  ]);

  expect(summary(await lake.merge('r1')).results).toEqual([{ hour: '10', why: 'never-merged', counts: [4, 2, 0, 2] }]);
  expect(await lake.rows('SELECT event_id, product_id FROM purchase_v1 ORDER BY 1')).toEqual([
    { event_id: 'a', product_id: 1 },
    { event_id: 'b', product_id: 9 },
  ]);
});

test('an id of an earlier hour is left out, also when the earlier file comes later', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  await lake.raw(`${hourOf('purchase', '11')}/a.json`, [purchase('a'), purchase('b')]);

  expect(summary(await lake.merge('r1')).results).toEqual([
    { hour: '10', why: 'never-merged', counts: [1, 0, 0, 1] },
    { hour: '11', why: 'never-merged', counts: [2, 0, 1, 1] },
  ]);
  await lake.raw(`${hourOf('purchase', '09')}/late.json`, [purchase('b')]);
  expect(summary(await lake.merge('r2'))).toEqual({
    results: [
      { hour: '09', why: 'never-merged', counts: [1, 0, 0, 1] },
      { hour: '11', why: 'earlier-hour-changed', counts: [2, 0, 2, 0] },
    ],
    unchanged: 1,
  });
  expect(await lake.rows(ids)).toEqual([
    { event_id: 'b', hour: '09' },
    { event_id: 'a', hour: '10' },
  ]);
});

const badRows = [
  {
    name: 'a fraction in an integer',
    more: '"product_id":1.5',
    want: /column product_id is no BIGINT \(1\.5\) in .*bad\.json/,
  },
  {
    name: 'too many decimals',
    more: '"amount":1.239',
    want: /column amount is no DECIMAL\(10,2\) \(1\.239\) in .*bad\.json/,
  },
  { name: 'text in an integer', more: '"product_id":"x"', want: /column product_id is no BIGINT \(x\)/ },
  { name: 'an integer beyond 64 bits', more: '"product_id":9223372036854775808', want: /9223372036854775808/ },
  { name: 'a timestamp that is none', more: '"occurred_at":"soon"', want: /duplicate key|soon/ },
  {
    name: 'a required column that is missing',
    more: '"product_id":1',
    without: '"version":"1.1",',
    want: /column version is missing/,
  },
];

test.each(badRows)('$name fails the hour, and only that one', async ({ more, without = '', want }) => {
  await lake.raw(`${hourOf('purchase', '10')}/bad.json`, [purchase('a'), purchase('b', { more }).replace(without, '')]);
  await lake.raw(`${hourOf('purchase', '11')}/good.json`, [purchase('c')]);
  const { hours } = await lake.merge('r1');

  expect(hours.map(({ kind }) => kind)).toEqual(['failed', 'merged']);
  expect(hours[0]).toMatchObject({ reason: expect.stringMatching(want) });
  expect(await merged('10')).toEqual([]);
});

test('an hour whose raw files are gone stays as it is, and refuses to be merged without them', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  await lake.merge('r1');
  await rm(join(lake.dir, 'raw', hourOf('purchase', '10'), 'a.json'));
  expect(summary(await lake.merge('r2'))).toEqual({ results: [], unchanged: 1 });
  await lake.raw(`${hourOf('purchase', '10')}/b.json`, [purchase('b')]);

  expect(summary(await lake.merge('r3')).results).toEqual([
    {
      hour: '10',
      failed: '1 raw files that the hour was merged from are gone (a.json), and it has to be merged again.',
    },
  ]);
  expect(await lake.rows(ids)).toEqual([
    { event_id: 'a', hour: '10' },
    { event_id: 'b', hour: '10' },
  ]);
});

test('new files are looked for in the last hours only, unless in all; hours never merged are merged at any age', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  const later = '2026-11-23T00:00:00Z';

  expect((await lake.merge('r1', { now: later })).hours).toHaveLength(1);
  await lake.raw(`${hourOf('purchase', '10')}/b.json`, [purchase('b')]);
  expect(summary(await lake.merge('r2', { now: later }))).toEqual({ results: [], unchanged: 0 });
  expect((await lake.merge('r3', { now: later, rescanHours: 'all' })).hours).toHaveLength(1);
});

test('an hour whose merged file is gone is read from its raw files, and merged anew', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  await lake.raw(`${hourOf('purchase', '11')}/a.json`, [purchase('a'), purchase('b')]);
  await lake.merge('r1');
  await rm(join(lake.dir, 'columnar', hourOf('purchase', '10'), 'run=r1'), { recursive: true });

  const rows = [
    { event_id: 'a', hour: '10' },
    { event_id: 'b', hour: '11' },
  ];
  expect(await lake.rows(ids)).toEqual(rows);
  expect(summary(await lake.merge('r2')).results).toEqual([{ hour: '10', why: 'run-missing', counts: [1, 0, 0, 1] }]);
  expect(await lake.rows(ids)).toEqual(rows);
});

test('an hour whose merged file and raw files are gone is reported by merge and query', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  await lake.merge('r1');
  await rm(join(lake.dir, 'columnar', hourOf('purchase', '10'), 'run=r1'), { recursive: true });
  await rm(join(lake.dir, 'raw', hourOf('purchase', '10'), 'a.json'));

  expect((await lake.merge('r2')).hours.map(({ kind }) => kind)).toEqual(['failed']);
  await expect(lake.rows(ids)).rejects.toThrow(/run=r1/);
});

test('two merges at once do the work once', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  const reports = await Promise.all([lake.merge('r1'), lake.merge('r2')]);

  expect(reports.map(({ hours }) => hours.length).sort()).toEqual([0, 1]);
});
