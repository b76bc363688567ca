import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testModel } from '../../../ddl/test/model.js';
import { hourOf, purchase, type TestLake, testLake } from '../../test/lake.js';
import { realDisk } from '../lake/disk.js';
import { type CompactReport, compactLake } from './duckdb-compact.js';

let lake: TestLake;

beforeEach(async () => {
  lake = await testLake();
});

afterEach(() => lake.remove());

const next = '2026-11-21T02:00:00Z';
const compact = (runId: string, more: Partial<Parameters<typeof compactLake>[0]> = {}) =>
  compactLake({ lakeDir: lake.dir, model: testModel, now: new Date(next), runId, ...more });
const summary = ({ days, unchanged }: CompactReport) => ({
  days: days.map((one) => (one.kind === 'compacted' ? `${one.day.day}: ${one.record.rows} rows` : one)),
  unchanged,
});
const rows = 'SELECT event_id, product_id, year, month, day, hour FROM purchase_v1 ORDER BY event_id';
const dayFolder = () => join(lake.dir, 'daily', 'event=purchase/major=1/year=2026/month=11/day=20');
const place = { product_id: 7, year: '2026', month: '11', day: '20' };

test('a day is read from its own files, the same rows as from its hours, and written once', async () => {
  await lake.raw(`${hourOf('purchase', '09')}/a.json`, [purchase('a')]);
  await lake.raw(`${hourOf('purchase', '10')}/a.json.gz`, [purchase('b'), purchase('a')]);
  await lake.merge('m1', { now: next });
  const want = [
    { event_id: 'a', ...place, hour: '09' },
    { event_id: 'b', ...place, hour: '10' },
  ];

  expect(await lake.rows(rows)).toEqual(want);
  expect(summary(await compact('c1'))).toEqual({ days: ['20: 2 rows'], unchanged: 0 });
  await realDisk.remove(join(lake.dir, 'columnar', hourOf('purchase', '09'), 'run=m1', '_ids-0.v0.parquet'));
  expect(await lake.rows(rows)).toEqual(want);
  expect(summary(await compact('c2'))).toEqual({ days: [], unchanged: 1 });
  expect(await readdir(dayFolder())).toEqual(['_current.json', 'run=c1']);
});

test('a late file is seen at once, and makes the day be written again', async () => {
  await lake.raw(`${hourOf('purchase', '09')}/a.json`, [purchase('a')]);
  await lake.merge('m1', { now: next });
  await compact('c1');
  await lake.raw(`${hourOf('purchase', '09')}/late.json`, [purchase('b')]);
  const want = ['a', 'b'].map((event_id) => ({ event_id, ...place, hour: '09' }));

  expect(await lake.rows(rows)).toEqual(want);
  expect(summary(await compact('c2'))).toEqual({
    days: [
      { kind: 'waiting', day: expect.objectContaining({ day: '20' }), why: 'Its hour 09 has to be merged first.' },
    ],
    unchanged: 0,
  });
  await lake.merge('m2', { now: next });
  expect(await lake.rows(rows)).toEqual(want);
  expect(summary(await compact('c3'))).toEqual({ days: ['20: 2 rows'], unchanged: 0 });
  expect(await lake.rows(rows)).toEqual(want);
  expect(await readdir(dayFolder())).toEqual(['_current.json', 'run=c3']);
});

test('a day that is not over waits', async () => {
  await lake.raw(`${hourOf('purchase', '09')}/a.json`, [purchase('a')]);
  await lake.merge('m1');
  expect((await compact('c1', { now: new Date('2026-11-21T01:59:59Z') })).days.map(({ kind }) => kind)).toEqual([
    'waiting',
  ]);
});

test('what an interrupted run left is invisible, and removed by the next', async () => {
  await lake.raw(`${hourOf('purchase', '09')}/a.json`, [purchase('a')]);
  await lake.merge('m1', { now: next });
  await mkdir(join(dayFolder(), 'run=killed'), { recursive: true });
  await writeFile(join(dayFolder(), 'run=killed', 'data_0.parquet'), 'half a file');

  expect(await lake.rows(rows)).toEqual([{ event_id: 'a', ...place, hour: '09' }]);
  await compact('c1');
  expect(await readdir(dayFolder())).toEqual(['_current.json', 'run=c1']);
});

test('a disk that fails leaves the day to its hours, and the next run writes it', async () => {
  await lake.raw(`${hourOf('purchase', '09')}/a.json`, [purchase('a')]);
  await lake.merge('m1', { now: next });
  const sync = () => Promise.reject(new Error('EIO'));
  expect(await compact('c1', { disk: { ...realDisk, sync } })).toMatchObject({
    days: [{ kind: 'failed', reason: 'EIO' }],
  });
  expect(await lake.rows(rows)).toEqual([{ event_id: 'a', ...place, hour: '09' }]);
  expect(summary(await compact('c2')).days).toEqual(['20: 1 rows']);
});

test('it stops between days when it is asked to, and says how far it is', async () => {
  const seen: string[] = [];
  await lake.raw(`${hourOf('purchase', '09')}/a.json`, [purchase('a')]);
  await lake.raw(`${hourOf('checkout_completed', '09')}/a.json`, []);
  await lake.merge('m1', { now: next });
  const report = await compact('c1', {
    isStopped: () => seen.length > 0,
    onProgress: ({ planned, done }) => seen.push(`${done} of ${planned}`),
  });
  expect(seen).toEqual(['1 of 2']);
  expect(report.days).toHaveLength(1);
  expect(summary(await compact('c2')).days).toHaveLength(1);
});
