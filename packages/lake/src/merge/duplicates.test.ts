import { tablesOf } from '@sluice/ddl';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testModel } from '../../../ddl/test/model.js';
import { hourOf, purchase, type TestLake, testLake } from '../../test/lake.js';
import { type Engine, startEngine } from '../lake/engine.js';
import { listHours } from '../lake/lake-files.js';
import { mergeHour } from './duckdb-hour.js';
import { mergeLake } from './duckdb-merge.js';
import { Looked } from './look-through-fs.js';
import { planHour } from './plan.js';
import { slicesOf } from './slices.js';

let lake: TestLake;

beforeEach(async () => {
  lake = await testLake();
});

afterEach(() => lake.remove());

const other = (id: string, received = '10:00:05.000') =>
  purchase(id, { received, more: '"product_id":8,"amount":1.50' });

async function differing(runId: string) {
  const { hours } = await lake.merge(runId);
  return hours.map((result) =>
    result.kind === 'merged'
      ? { hour: result.hour.hour, rows: result.record.differingDuplicates, ids: result.record.differingIds }
      : result,
  );
}

test('duplicates that say something else are told, within an hour and over hours; a later arrival alone is none', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a'), purchase('b'), purchase('c')]);
  await lake.raw(`${hourOf('purchase', '10')}/b.json`, [other('a'), purchase('b', { received: '10:00:09.000' })]);
  await lake.raw(`${hourOf('purchase', '11')}/a.json`, [other('c'), purchase('a'), purchase('b')]);

  expect(await differing('r1')).toEqual([
    { hour: '10', rows: 1, ids: ['a'] },
    { hour: '11', rows: 1, ids: ['c'] },
  ]);
  expect(await lake.rows('SELECT event_id, product_id, hour FROM purchase_v1 ORDER BY 1')).toEqual(
    ['a', 'b', 'c'].map((event_id) => ({ event_id, product_id: 7, hour: '10' })),
  );
});

test('the first file by name wins, and in it the row received first, whatever a slice holds', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [
    other('a', '10:00:09.000'),
    purchase('a', { received: '10:00:08.000' }),
  ]);
  await lake.raw(`${hourOf('purchase', '10')}/b.json`, [other('a', '10:00:01.000')]);
  await lake.merge('r1');
  expect(await lake.rows('SELECT product_id FROM purchase_v1')).toEqual([{ product_id: 7 }]);
});

test.each([
  { name: 'nothing', files: [], want: [[]] },
  {
    name: 'what fits together',
    files: [
      ['a.json', 60],
      ['b.json', 40],
      ['c.json', 1],
    ],
    want: [['a.json', 'b.json'], ['c.json']],
  },
  {
    name: 'a file larger than a slice',
    files: [
      ['a.json', 1],
      ['b.json', 500],
      ['c.json', 1],
    ],
    want: [['a.json'], ['b.json'], ['c.json']],
  },
  {
    name: 'compressed files by what is in them',
    files: [
      ['a.json.gz', 10],
      ['b.json.gz', 10],
    ],
    want: [['a.json.gz'], ['b.json.gz']],
  },
] as { name: string; files: [string, number][]; want: string[][] }[])('slices: $name', ({ files, want }) => {
  const slices = slicesOf(
    files.map(([name, size]) => ({ name, size })),
    100,
  );
  expect(slices.map((slice) => slice.map(({ name }) => name))).toEqual(want);
});

test('SNAPPY where it is asked for, ZSTD otherwise', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  await lake.raw(`${hourOf('purchase', '11')}/a.json`, [purchase('b')]);
  const packed = `SELECT DISTINCT compression FROM parquet_metadata('${lake.dir.replaceAll("'", "''")}/columnar/${hourOf('purchase', '10')}/run=r1/part-0.parquet')`;
  const request = { lakeDir: lake.dir, model: testModel, now: new Date('2026-11-20T12:00:00Z') };
  await mergeLake({
    ...request,
    runId: 'r1',
    compression: 'snappy',
    range: { from: Date.UTC(2026, 10, 20, 10), to: Date.UTC(2026, 10, 20, 11) },
  });
  expect(await lake.rows(packed)).toEqual([{ compression: 'SNAPPY' }]);
  expect((await mergeLake({ ...request, runId: 'r2' })).hours).toHaveLength(1);
  expect(await lake.rows(packed.replace('hour=10/run=r1', 'hour=11/run=r2'))).toEqual([{ compression: 'ZSTD' }]);
});

test('a back-fill tells how far it is, stops between hours, and goes on where it stopped', async () => {
  for (const hour of ['08', '09', '10', '11']) await lake.raw(`${hourOf('purchase', hour)}/a.json`, [purchase(hour)]);
  const range = { from: Date.UTC(2026, 10, 20, 8), to: Date.UTC(2026, 10, 20, 11) };
  const seen: string[] = [];
  const request = { lakeDir: lake.dir, model: testModel, now: new Date('2027-11-20T12:00:00Z'), range };
  const first = await mergeLake({
    ...request,
    runId: 'r1',
    onProgress: ({ done, planned, result }) => seen.push(`${result.hour.hour}: ${done} of ${planned}`),
    isStopped: () => seen.length === 2,
  });
  expect([seen, first.hours.length, first.left]).toEqual([['08: 1 of 3', '09: 2 of 3'], 2, 1]);
  const second = await mergeLake({ ...request, runId: 'r2' });
  expect([second.hours.map(({ hour }) => hour.hour), second.left, second.unchanged]).toEqual([['10'], 0, 2]);
});

test('a run that was replaced stays as long as it is asked for', async () => {
  const runs = async () =>
    (await lake.rows(`SELECT file FROM glob('${lake.dir}/columnar/**/part-0.parquet') ORDER BY 1`)).length;
  const merge = (runId: string, now: string) =>
    mergeLake({ lakeDir: lake.dir, model: testModel, now: new Date(now), runId, keepHours: 2 });
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  await merge('r1', '2026-11-20T11:05:00Z');
  await lake.raw(`${hourOf('purchase', '10')}/b.json`, [purchase('b')]);
  await merge('r2', '2026-11-20T12:05:00Z');
  expect(await runs()).toBe(2);
  await merge('r3', '2026-11-20T14:05:00Z');
  expect(await runs()).toBe(1);
});

/** Merges one hour anew in slices of one file, with the look-back window read ahead or not. */
async function inSlices(engine: Engine, at: string, run: string, aheadRows: number) {
  const family = testModel.events.find(({ name }) => name === 'purchase');
  const [table] = family ? tablesOf(testModel, family, 'columnar') : [];
  if (!table) throw new Error('no table');
  const listings = await listHours(lake.dir, table);
  const listing = listings.find(({ hour }) => hour.hour === at);
  if (!listing) throw new Error('no hour');
  const request = { lakeDir: lake.dir, model: testModel, now: new Date(0), runId: run };
  const looked = new Looked(lake.dir);
  const sizes = { sliceBytes: 1, aheadRows };
  const job = { request, engine, version: 'v0', table, looked, lookbackHours: 48, sizes };
  const { record: _, ...unmerged } = listing;
  const all = listings.map(({ hour }) => hour);
  return mergeHour(job, planHour(unmerged), all);
}

test.each([
  { name: 'ahead of the rows', aheadRows: 0 },
  { name: 'slice by slice', aheadRows: 1_000 },
])('ids of earlier hours are found $name', async ({ aheadRows }) => {
  const folder = hourOf('purchase', '11');
  await lake.raw(`${hourOf('purchase', '09')}/a.json`, [purchase('a')]);
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('b'), purchase("it's")]);
  await lake.merge('r1');
  await lake.raw(`${folder}/a.json`, [purchase('c'), purchase('a'), other('b')]);
  await lake.raw(`${folder}/b.json.gz`, [purchase('c'), purchase('d'), purchase("it's")]);
  await lake.raw(`${folder}/c.json`, [purchase('d'), purchase('e')]);
  const engine = await startEngine();
  try {
    expect(await inSlices(engine, '11', 'r2', aheadRows)).toMatchObject({
      kind: 'merged',
      record: {
        rowsIn: 8,
        rowsOut: 3,
        duplicatesInHour: 2,
        duplicatesOfEarlierHours: 3,
        differingIds: ['b'],
        files: ['part-0.parquet', 'part-1.parquet', 'part-2.parquet'],
      },
    });
  } finally {
    engine.close();
  }
  expect(await lake.rows("SELECT event_id FROM purchase_v1 WHERE hour = '11' ORDER BY 1")).toEqual(
    ['c', 'd', 'e'].map((event_id) => ({ event_id })),
  );
});

test('a line that cannot be read fails the hour with its reason, also where ids are read ahead', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  await lake.merge('r1');
  await lake.raw(`${hourOf('purchase', '11')}/a.json`, [purchase('b')]);
  await lake.raw(`${hourOf('purchase', '11')}/b.json`, ['{"event_id":']);
  const engine = await startEngine();
  try {
    expect(await inSlices(engine, '11', 'r2', 0)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('Malformed JSON'),
    });
  } finally {
    engine.close();
  }
});
