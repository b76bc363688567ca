import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testModel } from '../../../ddl/test/model.js';
import { hourOf, purchase, type TestLake, testLake } from '../../test/lake.js';
import { compactLake } from '../compact/duckdb-compact.js';

let lake: TestLake;

beforeEach(async () => {
  lake = await testLake();
  await lake.raw(`${hourOf('purchase', '09')}/a.json`, [purchase('a')]);
  await lake.raw(`${hourOf('purchase', '10')}/b.json`, [purchase('b')]);
  await lake.merge('r1');
});

afterEach(() => lake.remove());

const inHour = (name: string) => `columnar/${hourOf('purchase', '09')}/${name}`;

/** What may stand in the place of a file. */
const inItsPlace: readonly { readonly what: string; put(path: string): Promise<unknown> }[] = [
  {
    what: 'a folder with something in it',
    put: async (path) => {
      await mkdir(path);
      await writeFile(join(path, 'x'), 'x');
    },
  },
  { what: 'a link to itself', put: (path) => symlink(basename(path), path) },
];

async function replace(path: string, put: (path: string) => Promise<unknown>): Promise<void> {
  const place = join(lake.dir, path);
  await rm(place, { recursive: true, force: true });
  await mkdir(dirname(place), { recursive: true });
  await put(place);
}

const ids = async () =>
  (await lake.rows('SELECT event_id FROM purchase_v1 ORDER BY 1')).map((row) => Object.values(row as object)[0]);

const kinds = async (run: string) =>
  (await lake.merge(run)).hours.map((one) => [one.hour.hour, one.kind === 'failed' ? one.fix : one.why]);

const hashes = '_ids-0.v1.5.6.parquet';

describe.each(inItsPlace)('$what', ({ put }) => {
  test.each(['_current.json', 'run=r1/part-0.parquet'])('in the place of %s: the hour is made again', async (name) => {
    await replace(inHour(name), put);
    expect(await ids()).toEqual(['a', 'b']);
    expect(await kinds('r2')).toEqual([['09', 'damaged']]);
    expect([await kinds('r3'), await ids()]).toEqual([[], ['a', 'b']]);
  });

  test('in the place of hashes: ids are read from the Parquet file', async () => {
    const [name = ''] = (await lake.rows('SELECT version()')).map((row) => Object.values(row as object)[0] as string);
    const file = hashes.replace('v1.5.6', name);
    await replace(inHour(`run=r1/${file}`), put);
    await lake.raw(`${hourOf('purchase', '10')}/late.json`, [purchase('a'), purchase('c')]);
    expect(await kinds('r2')).toEqual([['10', 'raw-files-changed']]);
    expect(await ids()).toEqual(['a', 'b', 'c']);
  });

  test('in the place of the record of a day: it is made again', async () => {
    const request = { lakeDir: lake.dir, model: testModel, now: new Date('2026-11-22T00:00:00Z') };
    await compactLake({ ...request, runId: 'd1' });
    await replace('daily/event=purchase/major=1/year=2026/month=11/day=20/_current.json', put);
    expect(await ids()).toEqual(['a', 'b']);
    const { days } = await compactLake({ ...request, runId: 'd2' });
    expect(days.map(({ kind }) => kind)).toEqual(['compacted']);
    expect(await ids()).toEqual(['a', 'b']);
  });
});

describe('of what cannot be a raw file', () => {
  test('folders are passed over', async () => {
    await mkdir(join(lake.dir, 'raw', hourOf('purchase', '09'), 'x.json'));
    expect([await ids(), await kinds('r2')]).toEqual([['a', 'b'], []]);
  });

  test('a file that cannot be read fails its hour alone', async () => {
    const folder = join(lake.dir, 'raw', hourOf('purchase', '09'));
    await symlink('x.json', join(folder, 'x.json'));
    await lake.raw(`${hourOf('purchase', '10')}/late.json`, [purchase('c')]);
    const { hours } = await lake.merge('r2');
    expect(hours.map((one) => [one.hour.hour, one.kind])).toEqual([
      ['09', 'failed'],
      ['10', 'merged'],
    ]);
    expect(hours[0]).toMatchObject({ reason: expect.stringContaining(join(folder, 'x.json')) });
  });

  test('hours that no day has are passed over', async () => {
    await lake.raw(`${hourOf('purchase', '99')}/a.json`, ['x']);
    expect([await ids(), await kinds('r2')]).toEqual([['a', 'b'], []]);
  });
});

test('a file in the place of a folder fails its hour, and blames no raw file', async () => {
  await replace(`columnar/${hourOf('purchase', '09')}`, (path) => writeFile(path, 'x'));
  const [[hour, fix] = []] = await kinds('r2');
  expect(hour).toBe('09');
  expect(fix).toContain(`See to columnar/${hourOf('purchase', '09')}`);
});
