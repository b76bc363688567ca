import type { StarSpec } from '@sluice/ddl';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { driftModel } from '../../../ddl/test/drift-model.js';
import { testModel } from '../../../ddl/test/model.js';
import { hourOf, purchase, type TestLake, testLake } from '../../test/lake.js';
import { openLake } from './duckdb-query.js';

let lake: TestLake;

beforeEach(async () => {
  lake = await testLake();
});

afterEach(() => lake.remove());

const everything = [
  '{"event_id":"e1","event":"everything","version":"1.0","occurred_at":"2026-11-20 10:00:00.001","received_at":"2026-11-20 10:00:00.002"',
  '"flag":true,"small":-2147483648,"big":2103807459595387724,"ratio":0.1,"price":12345678.90',
  '"wide":-12345678901234567890123456789.123456789,"text":"1.50 \\" ü","mood":"früh","id":"0d0e7b3c-5b1e-4d8a-9b1f-0a4d0f3d2c11"',
  '"birth_day":"2024-02-29","at_":"2026-11-20 10:00:00.123","place":{"city_name":"Köln","price":1234567890123456.7891}',
  '"tags":["a","b"],"scores":{"Key 1":9007199254740993},"blob":"{\\"a\\":1.10}","_extra":"{\\"new\\":1}"}',
].join(',');

const exact = {
  event_id: 'e1',
  event: 'everything',
  version: '1.0',
  occurred_at: '2026-11-20 10:00:00.001',
  received_at: '2026-11-20 10:00:00.002',
  user_id: null,
  anonymous_id: null,
  session_id: null,
  _extra: '{"new":1}',
  flag: true,
  small: -2147483648,
  big: '2103807459595387724',
  ratio: 0.1,
  price: '12345678.90',
  wide: '-12345678901234567890123456789.123456789',
  text: '1.50 " ü',
  open_: null,
  mood: 'früh',
  id: '0d0e7b3c-5b1e-4d8a-9b1f-0a4d0f3d2c11',
  birth_day: '2024-02-29',
  at_: '2026-11-20 10:00:00.123',
  place: { city_name: 'Köln', price: '1234567890123456.7891' },
  tags: ['a', 'b'],
  scores: [{ key: 'Key 1', value: '9007199254740993' }],
  blob: '{"a":1.10}',
  year: '2026',
  month: '11',
  day: '20',
  hour: '10',
};

test('every logical type survives exactly, raw, fresh and merged', async () => {
  await lake.raw(`${hourOf('everything', '10')}/a.json.gz`, [everything]);
  expect(await lake.rows('SELECT * FROM everything_v1_raw')).toEqual([exact]);
  expect(await lake.rows('SELECT * FROM everything')).toEqual([exact]);
  await lake.merge('r1');
  expect(await lake.rows('SELECT * FROM everything_v1')).toEqual([exact]);
  expect(await lake.rows('SELECT * FROM everything')).toEqual([exact]);
});

test('an empty lake has every table and view, with columns and types', async () => {
  expect(await lake.rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 0 }]);
  const names = (await lake.rows('SHOW TABLES')) as { name: string }[];
  expect(names.map(({ name }) => name)).toEqual([
    'banner',
    'banner_exact',
    'banner_masked',
    'banner_v1',
    'banner_v1_raw',
    'banner_v2',
    'banner_v2_raw',
    'checkout_completed',
    'checkout_completed_exact',
    'checkout_completed_masked',
    'checkout_completed_v1',
    'checkout_completed_v1_raw',
    'events',
    'everything',
    'everything_exact',
    'everything_masked',
    'everything_v1',
    'everything_v1_raw',
    'purchase',
    'purchase_exact',
    'purchase_masked',
    'purchase_v1',
    'purchase_v1_raw',
  ]);
  const types = await lake.rows(
    "SELECT column_name, column_type FROM (DESCRIBE purchase_v1) WHERE column_name IN ('amount', 'category_id', 'hour', 'occurred_at')",
  );
  expect(types).toEqual([
    { column_name: 'occurred_at', column_type: 'TIMESTAMP' },
    { column_name: 'amount', column_type: 'DECIMAL(10,2)' },
    { column_name: 'category_id', column_type: 'BIGINT' },
    { column_name: 'hour', column_type: 'VARCHAR' },
  ]);
});

function checkout(id: string, { user = '1', product = 7, time = '09:59:59.123' }): string {
  return `{"event_id":"${id}","event":"checkout_completed","version":"1.0","occurred_at":"2026-11-20 ${time}","received_at":"2026-11-20 10:00:00.000","user_id":${user},"product_id":${product},"amount":1.50,"checkout_step":"payment"}`;
}

test('the view of a renamed event shows each occurrence once, and the new name wins', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [
    purchase('both', { more: '"item_id":7,"amount":1.50' }),
    purchase('other-product', { more: '"item_id":8,"amount":1.50' }),
    purchase('nobody', { more: '"item_id":7,"amount":1.50' }).replace('"user_id":1,', ''),
  ]);
  await lake.raw(`${hourOf('checkout_completed', '10')}/a.json`, [
    checkout('new', { time: '10:00:01.123' }),
    checkout('too-late', { product: 8, time: '10:00:01.124' }),
  ]);
  const want = [
    { event_id: 'new', event: 'checkout_completed', product_id: 7, checkout_step: 'payment' },
    { event_id: 'nobody', event: 'purchase', product_id: 7, checkout_step: null },
    { event_id: 'other-product', event: 'purchase', product_id: 8, checkout_step: null },
    { event_id: 'too-late', event: 'checkout_completed', product_id: 8, checkout_step: 'payment' },
  ];
  const sql = 'SELECT event_id, event, product_id, checkout_step FROM checkout_completed ORDER BY 1';

  expect(await lake.rows(sql)).toEqual(want);
  await lake.merge('r1');
  expect(await lake.rows(sql)).toEqual(want);
  expect(await lake.rows('SELECT event, count(*) AS n FROM events GROUP BY 1 ORDER BY 1')).toEqual([
    { event: 'checkout_completed', n: 2 },
    { event: 'purchase', n: 3 },
  ]);
});

test('rows whose key is NULL under both names are one occurrence too', async () => {
  const anonymous = (row: string) => row.replace('"user_id":1,', '');
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [anonymous(purchase('old'))]);
  await lake.raw(`${hourOf('checkout_completed', '10')}/a.json`, [anonymous(checkout('new', {}))]);

  expect(await lake.rows('SELECT event_id FROM checkout_completed')).toEqual([{ event_id: 'new' }]);
});

function drift(event: string, major: number, more: string): string {
  return `{"event_id":"${event}-${major}","event":"${event}","version":"${major}.0","occurred_at":"2026-11-20 10:00:00.000","received_at":"2026-11-20 10:00:00.000",${more}}`;
}

const drifted = [
  {
    name: 'the column that a change of type left',
    rows: [
      drift('amounts', 1, '"amount":111'),
      drift('amounts', 2, '"amount":222'),
      drift('amounts', 3, '"amount":"x"'),
    ],
    sql: 'SELECT amount, amount_v2 FROM amounts ORDER BY event_id',
    want: [
      { amount: null, amount_v2: 111 },
      { amount: null, amount_v2: 222 },
      { amount: 'x', amount_v2: null },
    ],
  },
  {
    name: 'wider numbers',
    rows: [drift('numbers', 1, '"n":1,"d":12345678901.5'), drift('numbers', 2, '"n":5000000000,"d":12345678.25')],
    sql: 'SELECT n, d FROM numbers ORDER BY event_id',
    want: [
      { n: 1, d: '12345678901.50' },
      { n: 5000000000, d: '12345678.25' },
    ],
  },
  {
    name: 'wider types under the new name of an event',
    rows: [
      drift(
        'purchase',
        1,
        '"amount":9.99,"items":[{"sku":"s"}],"place":{"sku":"p","zip":7},"by_sku":{"k":{"sku":"m"}},"step":4',
      ),
    ],
    sql: 'SELECT amount, items, place, by_sku, step, step_purchase FROM checkout',
    want: [
      {
        amount: '9.99',
        items: [{ sku: 's', qty: null }],
        place: { sku: 'p', in_: null, zip: '7' },
        by_sku: [{ key: 'k', value: { sku: 'm', qty: null } }],
        step: null,
        step_purchase: 4,
      },
    ],
  },
];

test.each(drifted)('no value is lost: $name', async ({ rows, sql, want }) => {
  const other = await testLake(driftModel);
  try {
    for (const row of rows) {
      const { event, version } = JSON.parse(row);
      await other.raw(`${hourOf(event, '10', Number.parseInt(version, 10))}/a.json`, [row]);
    }
    expect(await other.rows(sql)).toEqual(want);
  } finally {
    await other.remove();
  }
});

function banner(id: string, major: number, more: string): string {
  return `{"event_id":"${id}","event":"banner","version":"${major}.0","occurred_at":"2026-11-20 10:00:00.000","received_at":"2026-11-20 10:00:00.000",${more}}`;
}

test('a renamed field reads under its new name over all majors; a type that changed has a column per major', async () => {
  await lake.raw(`${hourOf('banner', '10')}/a.json`, [
    banner('old', 1, '"banner_id":1,"type":"click","slot":4,"campaign":"x"'),
    banner('renamed', 1, '"banner_id":2,"action":"view","slot":5'),
  ]);
  await lake.raw(`${hourOf('banner', '10', 2)}/a.json`, [
    banner('second', 2, '"banner_id":5000000000,"action":"close","slot":"top"'),
  ]);

  expect(await lake.rows('SELECT event_id, banner_id, action, slot, slot_v1, campaign FROM banner ORDER BY 1')).toEqual(
    [
      { event_id: 'old', banner_id: 1, action: 'click', slot: null, slot_v1: 4, campaign: 'x' },
      { event_id: 'renamed', banner_id: 2, action: 'view', slot: null, slot_v1: 5, campaign: null },
      { event_id: 'second', banner_id: 5000000000, action: 'close', slot: 'top', slot_v1: null, campaign: null },
    ],
  );
});

test('a query that is wrong is told so, and the lake stays open for the next', async () => {
  await expect(lake.rows('SELECT nothing FROM purchase')).rejects.toThrow(/nothing/);
  expect(await lake.rows('SELECT 9007199254740993 AS big, 1.10 AS d, sum(1) AS s')).toEqual([
    { big: '9007199254740993', d: '1.10', s: 1 },
  ]);
});

test('the views of a star, and old names of columns, where the project asks for them', async () => {
  await lake.raw(`${hourOf('purchase', '10')}/a.json`, [
    purchase('a'),
    purchase('a'),
    purchase('b', { more: '"item_id":8,"amount":2.25' }),
  ]);
  const star: StarSpec = {
    facts: { sales: { event: 'checkout_completed', keys: ['product_id'], measures: ['amount'] } },
    dimensions: {},
    dates: { from: '2026-11-01', to: '2026-11-30' },
    revenue: { fact: 'sales', measure: 'amount' },
  };
  const opened = await openLake({ lakeDir: lake.dir, model: testModel, views: { oldNames: true }, star });
  const ask = async (sql: string) => (await opened.query(sql)).rows;
  expect(await ask('SELECT count(*) FROM purchase')).toEqual([[3]]);
  expect(await ask("SELECT count(*) FROM duckdb_views() WHERE view_name LIKE 'fact%'")).toEqual([[1]]);
  expect(await ask('SELECT date_key, order_count, revenue FROM Daily_Revenue')).toEqual([['2026-11-20', 2, '3.75']]);
  expect(await ask('SELECT count(*) FROM dim_date')).toEqual([[30]]);
  expect(await ask('SELECT product_id, item_id FROM purchase_exact ORDER BY 1')).toEqual([
    [7, 7],
    [8, 8],
  ]);
  await opened.close();
});
