import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testModel } from '../../../ddl/test/model.js';
import { hourOf, purchase, type TestLake, testLake } from '../../test/lake.js';
import { compactLake } from '../compact/duckdb-compact.js';
import { mergeLake } from '../merge/duckdb-merge.js';
import { openLake } from '../query/duckdb-query.js';

let lake: TestLake;

/** Two hours of purchases that share an id, and another table that must not notice anything. */
beforeEach(async () => {
  lake = await testLake();
  await lake.raw(`${hourOf('purchase', '09')}/a.json`, [purchase('a'), purchase('b')]);
  await lake.raw(`${hourOf('purchase', '10')}/b.json`, [purchase('b'), purchase('c')]);
  await lake.raw(`${hourOf('everything', '10')}/a.json`, [everything]);
  await lake.merge('r1');
});

afterEach(() => lake.remove());

const everything =
  '{"event_id":"e1","event":"everything","version":"1.0","occurred_at":"2026-11-20 10:00:00.001","received_at":"2026-11-20 10:00:00.002","flag":true,"small":1,"big":2,"ratio":0.1,"price":1.00,"wide":1.0,"text":"t","mood":"früh","id":"0d0e7b3c-5b1e-4d8a-9b1f-0a4d0f3d2c11","birth_day":"2024-02-29","at_":"2026-11-20 10:00:00.123","place":{"city_name":"K","price":1.0},"tags":["a"],"scores":{"k":1},"blob":"1"}';

const changes: readonly { readonly how: string; change(bytes: Buffer): Buffer }[] = [
  { how: 'cut short', change: (bytes) => bytes.subarray(0, bytes.length >> 1) },
  { how: 'emptied', change: () => Buffer.alloc(0) },
  { how: 'zeroed', change: (bytes) => Buffer.alloc(bytes.length) },
  { how: 'noise of the same length', change: (bytes) => Buffer.from(bytes.map((_, at) => (at * 151 + 7) & 255)) },
  { how: 'one byte changed in the middle', change: (bytes) => flipped(bytes, bytes.length >> 1) },
  { how: 'one byte changed near the beginning', change: (bytes) => flipped(bytes, 30) },
  { how: 'one byte changed near the end', change: (bytes) => flipped(bytes, bytes.length - 10) },
  { how: 'longer', change: (bytes) => Buffer.concat([bytes, Buffer.from('x')]) },
  { how: 'another text', change: () => Buffer.from('{"run":7}') },
  { how: 'a list', change: () => Buffer.from('[]') },
];

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

const damage = async (path: string, change: (bytes: Buffer) => Buffer) => {
  const file = join(lake.dir, path);
  await writeFile(file, change(await readFile(file)));
};
const inHour = (hour: string, name: string) => `columnar/${hourOf('purchase', hour)}/${name}`;
const ids = async () =>
  (await lake.rows('SELECT event_id FROM purchase_v1 ORDER BY 1')).map((row) => Object.values(row as object)[0]);
const hashes = async (hour: string) =>
  (await readdir(join(lake.dir, inHour(hour, 'run=r1')))).find((name) => name.startsWith('_ids-')) as string;

async function queried(sql: string) {
  const opened = await openLake({ lakeDir: lake.dir, model: testModel });
  try {
    const { rows } = await opened.query(sql);
    return { rows, damage: opened.damage().map(({ path }) => path) };
  } finally {
    await opened.close();
  }
}

const merged = ({ hours }: Awaited<ReturnType<TestLake['merge']>>) =>
  hours.map((one) => [one.hour.event, one.hour.hour, one.kind === 'merged' ? one.why : one.reason]);

const some = (...names: string[]) => changes.filter(({ how }) => names.includes(how));

describe('a damaged file is passed over and made again, and nothing else suffers', () => {
  test.each(some('cut short', 'emptied', 'zeroed', 'longer', 'another text', 'a list'))(
    'record of an hour: $how',
    async ({ change }) => {
      await damage(inHour('09', '_current.json'), change);
      const wasRead = [inHour('09', '_current.json')];
      const { rows, damage: found } = await queried('SELECT count(DISTINCT event_id) FROM purchase_v1');
      expect([rows, found]).toEqual([[[3]], wasRead]);
      expect(await lake.rows('SELECT event_id FROM everything_v1')).toEqual([{ event_id: 'e1' }]);
      await lake.merge('r2');
      expect(await ids()).toEqual(['a', 'b', 'c']);
      expect((await lake.merge('r3')).hours).toEqual([]);
    },
  );

  test.each(changes.slice(0, -1))('Parquet file of an hour: $how', async ({ change }) => {
    const path = inHour('09', 'run=r1/part-0.parquet');
    await damage(path, change);
    expect((await queried('SELECT DISTINCT event_id FROM purchase_v1 ORDER BY 1')).rows).toEqual([['a'], ['b'], ['c']]);
    expect(await lake.rows('SELECT event_id FROM everything_v1')).toEqual([{ event_id: 'e1' }]);
    expect(merged(await lake.merge('r2'))).toEqual([['purchase', '09', 'damaged']]);
    expect(await ids()).toEqual(['a', 'b', 'c']);
    expect((await lake.merge('r3')).hours).toEqual([]);
  });

  test.each(some('zeroed', 'one byte changed in the middle', 'another text'))(
    'hashes of an hour: $how',
    async ({ change }) => {
      await damage(inHour('09', `run=r1/${await hashes('09')}`), change);
      await lake.raw(`${hourOf('purchase', '11')}/c.json`, [purchase('a'), purchase('d')]);
      expect(merged(await lake.merge('r2'))).toEqual([['purchase', '11', 'never-merged']]);
      expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
    },
  );

  test.each(some('zeroed', 'one byte changed near the end', 'another text'))(
    'record and file of a day: $how',
    async ({ change }) => {
      const compact = (runId: string) =>
        compactLake({ lakeDir: lake.dir, model: testModel, now: new Date('2026-11-21T12:00:00Z'), runId });
      await compact('d1');
      const day = `daily/${hourOf('purchase', '09').replace('/hour=09', '')}`;
      const [file = ''] = (await readdir(join(lake.dir, day, 'run=d1'))).filter((name) => name.endsWith('.parquet'));
      for (const path of [`${day}/run=d1/${file}`, `${day}/_current.json`]) {
        await damage(path, change);
        expect((await queried('SELECT event_id FROM purchase_v1 ORDER BY 1')).rows).toEqual([['a'], ['b'], ['c']]);
      }
      await compact('d2');
      expect(await queried('SELECT event_id FROM purchase_v1 ORDER BY 1')).toEqual({
        rows: [['a'], ['b'], ['c']],
        damage: [],
      });
    },
  );
});

test('a damaged Parquet file of an hour outside the window is found when it is read, and its hour merged again', async () => {
  await damage(inHour('09', 'run=r1/part-0.parquet'), (bytes) => flipped(bytes, bytes.length >> 1));
  await lake.raw(`${hourOf('purchase', '11')}/c.json`, [purchase('a'), purchase('d')]);
  const report = await mergeLake({
    lakeDir: lake.dir,
    model: testModel,
    now: new Date('2026-11-20T12:30:00Z'),
    runId: 'r2',
    rescanHours: 1,
  });
  expect(merged(report)).toEqual([
    ['purchase', '09', 'damaged'],
    ['purchase', '11', 'never-merged'],
  ]);
  expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
});

describe('damage whose raw files are gone', () => {
  const path = inHour('09', 'run=r1/part-0.parquet');
  beforeEach(async () => {
    await damage(path, (bytes) => bytes.subarray(0, 100));
    await rm(join(lake.dir, 'raw', hourOf('purchase', '09')), { recursive: true });
  });

  test('fails the queries that read it by its name, whatever they ask for, and no others', async () => {
    for (const sql of [
      'SELECT count(*) FROM purchase_v1',
      'SELECT event_id FROM purchase',
      'SELECT event_id FROM events',
    ])
      await expect(lake.rows(sql)).rejects.toThrow(`columnar/${hourOf('purchase', '09')}/run=r1 is damaged`);
    expect(await lake.rows('SELECT event_id FROM everything_v1')).toEqual([{ event_id: 'e1' }]);
    expect(await lake.rows('SELECT event_id FROM purchase_v1_raw ORDER BY 1')).toHaveLength(2);
  });

  test('fails its hour by its name and with what is missing, and the others are merged', async () => {
    await lake.raw(`${hourOf('purchase', '11')}/c.json`, [purchase('d')]);
    const { hours } = await lake.merge('r2');
    expect(merged({ hours, unchanged: 0, left: 0 })).toEqual([
      [
        'purchase',
        '09',
        expect.stringMatching(/run=r1 is damaged: .* 1 raw files that the hour was merged from are gone \(a\.json\)/),
      ],
      ['purchase', '11', 'never-merged'],
    ]);
  });

  test('is not taken for an hour without rows where its record is damaged, too', async () => {
    await damage(inHour('09', '_current.json'), () => Buffer.from('{'));
    await expect(lake.rows('SELECT count(*) FROM purchase_v1')).rejects.toThrow('_current.json is damaged');
    expect(merged(await lake.merge('r2'))).toEqual([
      ['purchase', '09', expect.stringContaining('_current.json is damaged: it is no JSON object.')],
    ]);
    await lake.raw(`${hourOf('purchase', '09')}/late.json`, [purchase('z')]);
    expect(merged(await lake.merge('r3'))).toEqual([
      ['purchase', '09', expect.stringContaining('1 raw files that the hour was merged from are gone (a.json)')],
    ]);
  });
});

test('a record that cannot be read, here a folder, stops its hour alone', async () => {
  const path = join(lake.dir, inHour('09', '_current.json'));
  await rm(path);
  await mkdir(path);
  expect((await queried('SELECT DISTINCT event_id FROM purchase_v1 ORDER BY 1')).rows).toEqual([['a'], ['b'], ['c']]);
  await lake.raw(`${hourOf('purchase', '11')}/c.json`, [purchase('d')]);
  expect(merged(await lake.merge('r2')).map(([, hour]) => hour)).toEqual(['09', '11']);
  expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
});

test('a merge removes what an interrupted one was writing', async () => {
  const left = [
    inHour('09', '_r0.tmp'),
    `columnar/${hourOf('everything', '10')}/_r0.tmp`,
    `columnar/${hourOf('everything', '23')}/_r0.tmp`,
    'columnar/_spill/duckdb_temp_storage.tmp',
  ];
  for (const path of left) {
    await mkdir(dirname(join(lake.dir, path)), { recursive: true });
    await writeFile(join(lake.dir, path), 'x');
  }
  await lake.merge('r2');
  const names = await readdir(lake.dir, { recursive: true });
  expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
