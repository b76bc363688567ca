import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hourOf, purchase, type TestLake, testLake } from '../../test/lake.js';

let lake: TestLake;
beforeEach(async () => {
  lake = await testLake();
});
afterEach(() => lake.remove());

const packed = gzipSync(`${purchase('b')}\n${purchase('c')}\n`);
const damaged = [
  { how: 'cut gzip', name: 'm.json.gz', bytes: packed.subarray(0, 60) },
  { how: 'empty gzip', name: 'm.json.gz', bytes: Buffer.alloc(0) },
  { how: 'noise for gzip', name: 'm.json.gz', bytes: Buffer.alloc(200, 7) },
  { how: 'plain text named gzip', name: 'm.json.gz', bytes: Buffer.from(`${purchase('b')}\n`) },
  {
    how: 'changed gzip',
    name: 'm.json.gz',
    bytes: Buffer.from(packed.map((byte, at) => (at === 50 ? byte ^ 255 : byte))),
  },
  { how: 'cut JSON', name: 'm.json', bytes: Buffer.from(purchase('b').slice(0, 90)) },
  { how: 'noise', name: 'm.json', bytes: Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 151 + 7) & 255)) },
  { how: 'zeros', name: 'm.json', bytes: Buffer.alloc(300) },
  { how: 'gzip named plain', name: 'm.json', bytes: packed },
  { how: 'a list', name: 'm.json', bytes: Buffer.from('[1,2]\n') },
];

test.each(damaged)('a raw file of $how fails its hour alone and is named', async ({ name, bytes }) => {
  const hour = hourOf('purchase', '10');
  await lake.raw(`${hour}/a.json`, [purchase('a')]);
  await lake.raw(`${hour}/z.json.gz`, [purchase('z')]);
  await lake.raw(`${hourOf('purchase', '11')}/a.json`, [purchase('y')]);
  await writeFile(join(lake.dir, 'raw', hour, name), bytes);
  const { hours } = await lake.merge('r1');
  expect(hours.map((one) => [one.hour.hour, one.kind])).toEqual([
    ['10', 'failed'],
    ['11', 'merged'],
  ]);
  expect(hours[0]).toMatchObject({
    reason: expect.stringContaining(join(lake.dir, 'raw', hour, name)),
    fix: expect.stringContaining("correct it, or move it out of the lake's folder and keep it."),
  });
});

const many = Array.from({ length: 3_000 }, (_, at) => purchase(`id${at}-${(at * 7_919) % 1_000_003}`));

/** A gzip of rows of which the end is missing, from just behind a row. */
function cutBehindARow(rows: readonly string[]): Buffer {
  const read = Buffer.from(rows.map((row) => `${row}\n`).join(''));
  return Buffer.concat([gzipSync('').subarray(0, 10), deflateRawSync(read, { finishFlush: constants.Z_SYNC_FLUSH })]);
}

test.each([3_000, 40])('a raw gzip that was cut behind row %i is not taken for a whole one', async (count) => {
  const hour = hourOf('purchase', '10');
  await lake.raw(`${hour}/a.json`, [purchase('a')]);
  const file = join(lake.dir, 'raw', hour, 'm.json.gz');
  await writeFile(file, cutBehindARow(many.slice(0, count)));
  const { hours } = await lake.merge('r1');
  expect(hours).toMatchObject([{ kind: 'failed', reason: `${file} is damaged: unexpected end of file.` }]);
  await lake.raw(`${hour}/m.json.gz`, many.slice(0, count));
  expect((await lake.merge('r2')).hours).toMatchObject([{ kind: 'merged', record: { rowsOut: count + 1 } }]);
});
