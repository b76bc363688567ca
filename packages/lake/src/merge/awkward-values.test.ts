import { afterEach, beforeEach, expect, test } from 'vitest';
import { awkwardModel } from '../../../ddl/test/awkward-model.js';
import { hourOf, type TestLake, testLake } from '../../test/lake.js';

let lake: TestLake;

beforeEach(async () => {
  lake = await testLake(awkwardModel);
});

afterEach(() => lake.remove());

function row(event: string, more: string, id = 'a'): string {
  return `{"event_id":"${id}","event":"${event}","version":"1.0","occurred_at":"2026-11-20 10:00:00.000","received_at":"2026-11-20 10:00:00.000",${more}}`;
}

const kept = [
  {
    name: 'columns with names that the merge might use itself',
    event: 'upload',
    rows: [row('upload', '"source_file":"s","filename":"f","copies":"c"'), row('upload', '"source_file":"t"')],
    sql: 'SELECT source_file, filename, copies FROM upload',
    want: [{ source_file: 's', filename: 'f', copies: 'c' }],
  },
  {
    name: 'decimals of many places',
    event: 'small',
    rows: ['0.000001', '-0.000099', '0.0001', '123456789.000001', '0.000000'].map((six, at) =>
      row('small', `"six":${six},"fifteen":0.00001234567890${at}`, `${at}`),
    ),
    sql: 'SELECT six, fifteen FROM small ORDER BY event_id',
    want: ['0.000001', '-0.000099', '0.000100', '123456789.000001', '0.000000'].map((six, at) => ({
      six,
      fifteen: `0.00001234567890${at}`,
    })),
  },
  {
    name: 'line and paragraph separators in texts beside exact decimals',
    event: 'wide',
    rows: [row('wide', '"note":"a\u2028b\u2029c\u0085d ü 😀","amount":123456789012345678.91')],
    sql: 'SELECT note, amount FROM wide',
    want: [{ note: 'a\u2028b\u2029c\u0085d ü 😀', amount: '123456789012345678.91' }],
  },
];

test.each(kept)('$name are the same fresh and merged', async ({ event, rows, sql, want }) => {
  await lake.raw(`${hourOf(event, '10')}/a.json`, rows.slice(0, 1));
  await lake.raw(`${hourOf(event, '10')}/b.json.gz`, rows.slice(1));
  if (event !== 'upload') expect(await lake.rows(sql)).toEqual(want);
  expect((await lake.merge('r1')).hours.map(({ kind }) => kind)).toEqual(['merged']);
  expect(await lake.rows(sql)).toEqual(want);
});

test.each(['0.0000015', '0.00000149', '5e-7'])('%s has too many places for six', async (six) => {
  await lake.raw(`${hourOf('small', '10')}/a.json`, [row('small', `"six":${six}`)]);
  const { hours } = await lake.merge('r1');
  expect(hours[0]).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/column six is no DECIMAL\(15,6\) \(.*\) in/),
  });
});

test('lines of any length are cut at line feeds only, wherever a chunk ends', async () => {
  const rows = [1, 2, 3].map((at) =>
    row('wide', `"note":"${'ü\u2028'.repeat(50_000 + at)}","amount":${at}.50`, `${at}`),
  );
  await lake.raw(`${hourOf('wide', '10')}/a.json`, rows);
  await lake.merge('r1');
  expect(await lake.rows('SELECT length(note) AS n, amount FROM wide ORDER BY event_id')).toEqual(
    [1, 2, 3].map((at) => ({ n: 2 * (50_000 + at), amount: `${at}.50` })),
  );
});

test.each(['br [x]-', 'br*-', 'br?q-', "br'q-", 'br{a}-', 'br**[!a]-'])(
  'a lake at %s is read and merged',
  async (name) => {
    const other = await testLake(awkwardModel, name);
    try {
      await other.raw(`${hourOf('upload', '10')}/a[1].json`, [row('upload', '"filename":"f"')]);
      expect(await other.rows('SELECT filename FROM upload')).toEqual([{ filename: 'f' }]);
      await other.merge('r1');
      await other.raw(`${hourOf('upload', '11')}/a.json`, [row('upload', '"filename":"f"')]);
      await other.raw(`${hourOf('upload', '09')}/a.json`, [row('upload', '"filename":"f"')]);
      expect((await other.merge('r2')).hours.map(({ hour, kind }) => `${hour.hour} ${kind}`)).toEqual([
        '09 merged',
        '10 merged',
        '11 merged',
      ]);
      expect(await other.rows('SELECT filename, hour FROM upload')).toEqual([{ filename: 'f', hour: '09' }]);
    } finally {
      await other.remove();
    }
  },
);
