import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tablesOf } from '@sluice/ddl';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testModel } from '../../../ddl/test/model.js';
import { hourOf, purchase, type TestLake, testLake } from '../../test/lake.js';
import { type Disk, realDisk } from '../lake/disk.js';
import { type Engine, startEngine } from '../lake/engine.js';
import { listHour } from '../lake/lake-files.js';
import { mergeHour } from './duckdb-hour.js';
import { Looked } from './look-through-fs.js';
import { planHour } from './plan.js';

let lake: TestLake;
let engine: Engine;

const hour = { event: 'purchase', major: 1, year: '2026', month: '11', day: '20', hour: '10' };
const folder = () => join(lake.dir, 'columnar', hourOf('purchase', '10'));

beforeEach(async () => {
  [lake, engine] = await Promise.all([testLake(), startEngine()]);
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [purchase('a')]);
  await lake.merge('r1');
  await lake.raw(`${hourOf('purchase', '10')}/b.json`, [purchase('b')]);
});

afterEach(async () => {
  engine.close();
  await lake.remove();
});

async function mergeWith(disk: Disk) {
  const family = testModel.events.find(({ name }) => name === 'purchase');
  const [table] = family ? tablesOf(testModel, family, 'columnar') : [];
  if (!table) throw new Error('no table');
  const request = { lakeDir: lake.dir, model: testModel, now: new Date(0), runId: 'r2' };
  const plan = planHour(await listHour(lake.dir, hour));
  return mergeHour(
    { request, engine, version: 'v0', table, looked: new Looked(lake.dir), lookbackHours: 24, disk },
    plan,
    [hour],
  );
}

async function current(): Promise<string> {
  return JSON.parse(await readFile(join(folder(), '_current.json'), 'utf8')).run;
}

test('a run that is current stays where older ones cannot be removed, and says so', async () => {
  const remove = () => Promise.reject(new Error('EBUSY: resource busy'));
  expect(await mergeWith({ ...realDisk, remove })).toMatchObject({
    kind: 'merged',
    leftBehind: 'EBUSY: resource busy',
  });
  expect(await lake.rows('SELECT event_id FROM purchase_v1 ORDER BY 1')).toEqual([
    { event_id: 'a' },
    { event_id: 'b' },
  ]);
  expect((await lake.merge('r3')).hours).toEqual([]);
});

test('a run that became current stays, also where its record cannot be synced', async () => {
  const sync = (path: string) => (path === folder() ? Promise.reject(new Error('EIO')) : realDisk.sync(path));
  let syncs = 0;
  const second = (path: string) => (path === folder() && ++syncs === 1 ? realDisk.sync(path) : sync(path));
  expect(await mergeWith({ ...realDisk, sync: second })).toMatchObject({ kind: 'failed', reason: 'EIO' });
  expect(await current()).toBe('r2');
  expect(await readdir(join(folder(), 'run=r2'))).toEqual(['_ids-0.v0.parquet', '_record.json', 'part-0.parquet']);
});

test('the file and its folders are on disk before the hour points at them, and that before older runs go', async () => {
  const seen: string[] = [];
  const sync = async (path: string) => {
    seen.push(`${await current()}: sync ${path.slice(lake.dir.length)}`);
    await realDisk.sync(path);
  };
  const remove = async (path: string) => {
    seen.push(`${await current()}: remove ${path.slice(lake.dir.length)}`);
    await realDisk.remove(path);
  };
  await mergeWith({ sync, remove });

  const parts = `/columnar/${hourOf('purchase', '10')}/run=r2/part-0.parquet`.split('/');
  const up = parts.map((_, at) => parts.slice(0, parts.length - at).join('/'));
  expect(seen).toEqual([
    ...up.map((path) => `r1: sync ${path}`),
    `r2: sync /columnar/${hourOf('purchase', '10')}`,
    `r2: remove /columnar/${hourOf('purchase', '10')}/run=r1`,
  ]);
});
