import { beforeAll, describe, expect, test } from 'vitest';
import { configWith, testConfig } from '../../test/config.js';
import { startEngine } from '../../test/engine.js';
import { startPostgres } from '../../test/postgres.js';
import { asPostgres } from '../../test/redshift-on-postgres.js';
import { shopModel } from '../../test/shop-model.js';
import { type SampleRow, shopSample } from '../../test/shop-sample.js';
import { athenaParsers } from '../../test/sql-parsers.js';
import type { Dialect } from '../dialect.js';
import { athena } from '../dialects/athena/index.js';
import { duckdb } from '../dialects/duckdb/index.js';
import { redshift } from '../dialects/redshift/index.js';
import { spark } from '../dialects/spark/index.js';
import { tablesOf } from '../table.js';
import { eventViews } from '../views/event-views.js';
import { starGrants } from './grants.js';
import type { StarSpec } from './spec.js';
import { starViews } from './views.js';

const star: StarSpec = {
  facts: { sales: { event: 'checkout_completed', keys: ['product_id'], measures: ['amount'] } },
  dimensions: {
    product: {
      key: 'product_id',
      attributes: ['category_id', 'category_code', 'brand', 'price'],
      events: ['view', 'cart', 'checkout_completed'],
    },
  },
  dates: { from: '2019-10-01', to: '2020-12-31' },
  revenue: { fact: 'sales', measure: 'amount' },
  sessions: { events: ['view', 'cart', 'checkout_completed', 'login'], gapMinutes: 30 },
  funnel: ['view', 'cart', 'checkout_completed'],
};

/** Sign-ins of somebody without a session: two visits, the second one after a gap that is a second too long. */
const logins = ['10:00:00', '10:30:00', '11:00:01'].map(
  (time, at): SampleRow => ({
    table: 'login_v1' as 'view_v1',
    cells: {
      event_id: `0000000${at}-0000-4000-8000-000000000000`,
      event: 'login',
      version: '1.0',
      occurred_at: `2019-10-02 ${time}`,
      received_at: `2019-10-02 ${time}`,
      user_id: '1',
    },
  }),
);
const sample = [...shopSample(), ...logins];

/** Each event once, purchases under one name: what every engine has to find. */
const events = [...new Map(sample.map((row) => [row.cells.event_id, row])).values()].filter(
  ({ table }) => table !== 'checkout_completed_v1',
);
const of = (table: string) => events.filter((row) => row.table === table);
const cents = (rows: readonly SampleRow[]) =>
  rows.reduce((sum, { cells }) => sum + Math.round(Number(cells.amount ?? 0) * 100), 0);
const distinct = (values: readonly (string | undefined)[]) => new Set(values.filter((value) => value)).size;

type Ask = (sql: string) => Promise<unknown[][]>;

async function fill(dialect: Dialect, run: (sql: string) => Promise<unknown>, quoted: (name: string) => string) {
  for (const family of shopModel.events) {
    for (const table of tablesOf(shopModel, family, 'columnar')) {
      for (const { sql } of dialect.createTable(table, testConfig)) await run(sql);
    }
  }
  for (const family of shopModel.events) {
    for (const { sql } of eventViews(dialect, shopModel, family, testConfig)) await run(sql);
  }
  for (const { table, cells } of sample) {
    const names = Object.keys(cells).filter((name) => cells[name] !== undefined);
    await run(
      `INSERT INTO ${quoted(table)} (${names.join(', ')}) VALUES (${names.map((name) => `'${cells[name]}'`).join(', ')})`,
    );
  }
  for (const { sql } of starViews(dialect, star, shopModel, testConfig)) await run(sql);
}

async function onDuckdb(): Promise<Ask> {
  const { connection } = await startEngine();
  await fill(
    duckdb,
    (sql) => connection.run(sql),
    (name) => name,
  );
  return async (sql) => (await connection.runAndReadAll(sql)).getRowsJson();
}

async function onRedshift(): Promise<Ask> {
  const database = await startPostgres();
  await database.exec("SET TimeZone = 'UTC'; CREATE SCHEMA analytics");
  await fill(
    redshift,
    (sql) => database.exec(asPostgres(sql)),
    (name) => `analytics.${name}`,
  );
  await database.exec('SET search_path = analytics');
  return async (sql) => (await database.query(sql, [], { rowMode: 'array' })).rows as unknown[][];
}

describe.each([
  { name: 'DuckDB', start: onDuckdb },
  { name: 'Redshift, on PostgreSQL', start: onRedshift },
])('$name', ({ start }) => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await start();
  });
  const numbers = async (sql: string) => (await ask(sql)).map((row) => row.map(Number));

  test('facts: each purchase once, under whichever name it was sent', async () => {
    const purchases = of('purchase_v1');
    expect(purchases.length).toBeGreaterThan(5);
    expect(await numbers('SELECT COUNT(*), SUM(amount) * 100, COUNT(DISTINCT product_id) FROM fact_sales')).toEqual([
      [purchases.length, cents(purchases), distinct(purchases.map(({ cells }) => cells.product_id))],
    ]);
  });

  test('products: one row per key, with the newest word of each', async () => {
    const keys = distinct(events.map(({ cells }) => cells.product_id));
    expect(await numbers('SELECT COUNT(*), COUNT(DISTINCT product_id) FROM dim_product')).toEqual([[keys, keys]]);
    const newest = new Map<string | undefined, SampleRow>();
    for (const row of events.filter(({ cells }) => cells.product_id)) {
      const known = newest.get(row.cells.product_id);
      if (!known || String(row.cells.occurred_at) > String(known.cells.occurred_at))
        newest.set(row.cells.product_id, row);
    }
    const brands = distinct([...newest.values()].map(({ cells }) => cells.brand));
    expect(await numbers('SELECT COUNT(DISTINCT brand) FROM dim_product')).toEqual([[brands]]);
    expect(
      await numbers('SELECT COUNT(*) FROM fact_sales f JOIN dim_product p ON p.product_id = f.product_id'),
    ).toEqual([[of('purchase_v1').length]]);
  });

  test('dates: every day of the range', async () => {
    const days = 366 + 92;
    expect(await numbers('SELECT COUNT(*), COUNT(DISTINCT date_key), MAX(calendar_year) FROM dim_date')).toEqual([
      [days, days, 2020],
    ]);
    const one = `SELECT calendar_quarter, calendar_month, day_of_month, iso_weekday, CASE WHEN is_weekend THEN 1 ELSE 0 END
      FROM dim_date WHERE date_key IN (DATE '2019-10-06', DATE '2020-02-29', DATE '2020-03-02') ORDER BY date_key`;
    expect(await numbers(one)).toEqual([
      [4, 10, 6, 7, 1],
      [1, 2, 29, 6, 1],
      [1, 3, 2, 1, 0],
    ]);
  });

  test('daily counts, which add up, and revenue', async () => {
    const viewed = of('view_v1');
    const days = `SELECT event_count, user_count FROM daily_events WHERE event_name = 'view' ORDER BY date_key`;
    const byDay = new Map<string, SampleRow[]>();
    for (const row of viewed) {
      const day = String(row.cells.occurred_at).slice(0, 10);
      byDay.set(day, [...(byDay.get(day) ?? []), row]);
    }
    expect(await numbers(days)).toEqual(
      [...byDay.entries()].sort().map(([, rows]) => [rows.length, distinct(rows.map(({ cells }) => cells.user_id))]),
    );
    const names = (await ask('SELECT DISTINCT event_name FROM daily_events ORDER BY event_name')).flat();
    expect(names).toEqual(['cart', 'checkout_completed', 'login', 'view']);
    expect(await numbers('SELECT SUM(event_count) FROM daily_events')).toEqual([[events.length]]);
    const purchases = of('purchase_v1');
    expect(await numbers('SELECT SUM(order_count), SUM(revenue) * 100 FROM daily_revenue')).toEqual([
      [purchases.length, cents(purchases)],
    ]);
  });

  test('sessions: those that were sent, and for who has none a new one after each long gap', async () => {
    const sent = distinct(events.map(({ cells }) => cells.session_id));
    expect(await numbers('SELECT COUNT(*), SUM(event_count), SUM(view_count) FROM sessions')).toEqual([
      [sent + 2, events.length, of('view_v1').length],
    ]);
    const own = `SELECT session_key, login_count FROM sessions WHERE user_id = 1 ORDER BY session_key`;
    expect((await ask(own)).map(([key, count]) => [key, Number(count)])).toEqual([
      ['1#1', 2],
      ['1#2', 1],
    ]);
  });

  test('funnel: visits that came so far, in order', async () => {
    const steps = ['view_v1', 'cart_v1', 'purchase_v1'];
    let reached = new Map<string, string>();
    const counts = steps.map((table, at) => {
      const now = new Map<string, string>();
      for (const { cells } of of(table)) {
        const [key, time] = [String(cells.session_id), String(cells.occurred_at)];
        const before = at === 0 ? '' : reached.get(key);
        if (before === undefined || time < before) continue;
        if (!now.has(key) || time < String(now.get(key))) now.set(key, time);
      }
      reached = now;
      return now.size;
    });
    const sql = 'SELECT step_number, SUM(session_count) FROM funnel GROUP BY step_number ORDER BY step_number';
    expect(await numbers(sql)).toEqual(counts.flatMap((count, at) => (count > 0 ? [[at + 1, count]] : [])));
  });
});

test('Athena reads it as Trino SQL', async () => {
  const { trino } = await athenaParsers();
  const views = starViews(athena, star, shopModel, testConfig);
  expect(views).toHaveLength(8);
  expect(views.flatMap(({ sql }) => trino.errors(`${sql};`))).toEqual([]);
});

test('a dialect without functions of time has no star', () => {
  expect(starViews(spark, star, shopModel, testConfig)).toEqual([]);
});

const made = (change: Partial<StarSpec>, model = shopModel) =>
  starViews(duckdb, { ...star, ...change }, model, testConfig);
const sessions = { events: ['view', 'cart', 'checkout_completed'], gapMinutes: 30 };

const refused: readonly { readonly name: string; readonly given: Partial<StarSpec>; readonly want: string }[] = [
  {
    name: 'an event that is not there',
    given: { facts: { x: { event: 'nothing', keys: [], measures: [] } }, revenue: undefined as never },
    want: 'There is no event "nothing".',
  },
  {
    name: 'a column that the event does not have',
    given: { facts: { x: { event: 'login', keys: ['product_id'], measures: [] } }, revenue: undefined as never },
    want: '"login" has no column "product_id".',
  },
  {
    name: 'revenue of a fact that is not there',
    given: { revenue: { fact: 'orders', measure: 'amount' } },
    want: 'revenue: there is no fact "orders".',
  },
  {
    name: 'revenue that is no measure',
    given: { revenue: { fact: 'sales', measure: 'product_id' } },
    want: 'revenue: the fact "sales" has no measure "product_id".',
  },
  {
    name: 'a step that is no event of a visit',
    given: { funnel: ['view', 'search'] },
    want: 'funnel: "search" is no event of a visit.',
  },
  {
    name: 'an event under both its names',
    given: { sessions: { ...sessions, events: [...sessions.events, 'purchase'] } },
    want: 'sessions: "purchase" is an old name of "checkout_completed", so its events would count twice.',
  },
  {
    name: 'a day that is none',
    given: { dates: { from: '2023-02-29', to: '2024-01-01' } },
    want: 'dates: "2023-02-29" is no day.',
  },
  {
    name: 'days that end before they begin',
    given: { dates: { from: '2024-01-02', to: '2024-01-01' } },
    want: 'dates: 2024-01-01 is before 2024-01-02.',
  },
];

test.each(refused)('$name is refused', ({ given, want }) => {
  expect(() => made(given)).toThrow(expect.objectContaining({ code: 'star-option', message: want }));
});

/** The contract with its newest login under another name. */
const called = (name: string) => ({
  ...shopModel,
  events: shopModel.events.map((family) => (family.name === 'login' ? { ...family, name, table: name } : family)),
});
const { sessions: _none, funnel: _neither, ...plain } = star;

test.each(['sessions', 'fact_sales', 'daily_events', 'dim_date'])(
  'a view that would take the place of the event %s is refused, and not with a prefix',
  (name) => {
    const spec = { ...plain, sessions };
    const views = (prefix?: string) =>
      starViews(duckdb, { ...spec, ...(prefix && { prefix }) }, called(name), testConfig);
    const message = `The star's view "${name}" has the name of a view of an event.`;
    expect(() => views()).toThrow(expect.objectContaining({ code: 'star-option', message }));
    const text = views('bi_').map(({ sql }) => sql);
    expect(text.map((sql) => /VIEW "(\w+)"/.exec(sql)?.[1])).toEqual([
      'bi_fact_sales',
      'bi_dim_product',
      'bi_dim_date',
      'bi_daily_events',
      'bi_daily_revenue',
      'bi_session_events',
      'bi_sessions',
    ]);
    expect(text.join('\n')).toContain('FROM "bi_session_events" AS s');
  },
);

test('who may read a view is who may see its most personal column', () => {
  const grants = [
    { to: 'ROLE dashboard', upTo: 'internal' },
    { to: 'ROLE analyst', upTo: 'pseudonymous' },
  ] as const;
  const given = starGrants(star, shopModel, configWith({ redshift: { grants } })).map(({ sql }) =>
    /^GRANT SELECT ON analytics\.(\w+) TO ROLE (\w+)$/.exec(sql)?.slice(1).reverse().join(' '),
  );
  const counts = ['dim_product', 'dim_date', 'daily_events', 'daily_revenue', 'funnel'];
  const rows = ['fact_sales', ...counts.slice(0, 4), 'session_events', 'sessions', 'funnel'];
  expect(given).toEqual([...counts.map((name) => `dashboard ${name}`), ...rows.map((name) => `analyst ${name}`)]);
});
