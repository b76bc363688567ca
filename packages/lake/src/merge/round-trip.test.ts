import { expect, test } from 'vitest';
import { modelWith, type RandomType, randomFrom, randomType } from '../../../ddl/test/random-values.js';
import { hourOf, testLake } from '../../test/lake.js';
import { compactLake } from '../compact/duckdb-compact.js';

const head =
  '"event":"random","version":"1.0","occurred_at":"2026-11-20 10:00:00.000","received_at":"2026-11-20 10:00:00.000"';

function rowsOf(types: readonly RandomType[], seed: number, count: number) {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, at) => {
    const values = types.map((type) => (random(5) === 0 ? undefined : type.value(random, false)));
    const own = values.flatMap((one, field) => (one ? [`"field${field}":${one.text}`] : []));
    const id = String(at).padStart(3, '0');
    return {
      text: `{${[`"event_id":"${id}"`, head, ...own].join(',')}}`,
      want: Object.fromEntries([
        ['event_id', id],
        ...values.map((one, field) => [`field${field}`, one ? one.want : null]),
      ]),
    };
  });
}

const seeds = Array.from({ length: 12 }, (_, seed) => seed + 1);

test.each(seeds)('random types and values are the same raw, merged and compacted (seed %i)', async (seed) => {
  const random = randomFrom(seed * 7919);
  const types = Array.from({ length: 6 }, () => randomType(random));
  const rows = rowsOf(types, seed, 60);
  const want = rows.map((row) => row.want);
  const model = modelWith(types);
  const lake = await testLake(model);
  const columns = ['event_id', ...types.map((_, at) => `field${at}`)].join(', ');
  const sql = (table: string) => `SELECT ${columns} FROM ${table} ORDER BY event_id`;
  try {
    const texts = rows.map(({ text }) => text);
    await lake.raw(`${hourOf('random', '10')}/a.json`, texts.slice(0, 30));
    await lake.raw(`${hourOf('random', '11')}/b.json.gz`, texts.slice(30));
    expect(await lake.rows(sql('random_v1_raw'))).toEqual(want);
    expect((await lake.merge('r1')).hours.map(({ kind }) => kind)).toEqual(['merged', 'merged']);
    expect(await lake.rows(sql('random_v1'))).toEqual(want);
    await compactLake({ lakeDir: lake.dir, model, now: new Date('2026-11-22T00:00:00Z'), runId: 'c1' });
    expect(await lake.rows(sql('random'))).toEqual(want);
  } finally {
    await lake.remove();
  }
});
