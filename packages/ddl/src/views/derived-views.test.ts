import { describe, expect, test } from 'vitest';
import { testConfig } from '../../test/config.js';
import { startEngine } from '../../test/engine.js';
import { testModel } from '../../test/model.js';
import { personalModel } from '../../test/personal-model.js';
import { startPostgres } from '../../test/postgres.js';
import { asPostgres } from '../../test/redshift-on-postgres.js';
import { athenaParsers } from '../../test/sql-parsers.js';
import { athena } from '../dialects/athena/index.js';
import { duckdb } from '../dialects/duckdb/index.js';
import { redshift } from '../dialects/redshift/index.js';
import { tablesOf } from '../table.js';
import { eventViews } from './event-views.js';

/** What an engine is asked here: statements, and rows as objects. */
interface Asked {
  run(sql: string): Promise<{ [column: string]: unknown }[]>;
  close(): Promise<void> | void;
  /** A value of a struct, list or JSON column. */
  nested(value: unknown, type: string): string;
  /** Name of a table or view. */
  name(of: string): string;
}

async function onDuckdb(): Promise<Asked> {
  const engine = await startEngine();
  const run = async (sql: string) => (await engine.connection.runAndReadAll(sql)).getRowObjectsJson();
  const [family] = personalModel.events;
  if (!family) throw new Error('no event');
  for (const table of tablesOf(personalModel, family, 'columnar')) {
    for (const { sql } of duckdb.createTable(table, testConfig)) await run(sql);
  }
  for (const { sql } of eventViews(duckdb, personalModel, family, testConfig)) await run(sql);
  const nested = (value: unknown, type: string) => `CAST('${JSON.stringify(value)}'::JSON AS ${type})`;
  return { run, close: engine.close, nested, name: (of) => of };
}

async function onRedshift(): Promise<Asked> {
  const database = await startPostgres();
  const run = async (sql: string) => {
    const results = await database.exec(asPostgres(sql));
    return (results.at(-1)?.rows ?? []) as { [column: string]: unknown }[];
  };
  await run('CREATE SCHEMA analytics');
  const [family] = personalModel.events;
  if (!family) throw new Error('no event');
  for (const table of tablesOf(personalModel, family, 'columnar')) {
    for (const { sql } of redshift.createTable(table, testConfig)) await run(sql);
  }
  for (const { sql } of eventViews(redshift, personalModel, family, testConfig)) await run(sql);
  const nested = (value: unknown) => `'${JSON.stringify(value)}'::jsonb`;
  return { run, close: () => database.close(), nested, name: (of) => `analytics.${of}` };
}

const engines = [
  { name: 'DuckDB', start: onDuckdb, person: 'STRUCT("name" VARCHAR, city VARCHAR, age INTEGER)' },
  { name: 'Redshift, on PostgreSQL', start: onRedshift, person: 'SUPER' },
];

describe.each(engines)('$name', ({ start, person }) => {
  test('one row per event_id, the one received first; personal values are masked, the rest is not', async () => {
    const { run, close, nested, name } = await start();
    const common = 'event_id, event, version, occurred_at, received_at';
    const row = (id: string, minute: number, topic: string, more: string) =>
      run(`INSERT INTO ${name('contact_v1')} (${common}, user_id, topic, mail, address, token, salary, person, people)
           VALUES ('${id}', 'contact', '1.1', TIMESTAMP '2026-11-20 10:00:00', TIMESTAMP '2026-11-20 10:0${minute}:00',
                   7, '${topic}', ${more})`);
    const who = nested({ name: 'Ada', city: 'Rome', age: 36 }, person);
    await row('a', 2, 'later', `'a@b.c', NULL, 'xyz', 5, ${who}, NULL`);
    await row('a', 1, 'first', `NULL, 'd@e.f', NULL, 5, ${who}, NULL`);
    await row(
      'b',
      3,
      'other',
      `'a@b.c', NULL, 'xyz', NULL, NULL, ${nested([{ name: 'Bob' }], 'STRUCT("name" VARCHAR)[]')}`,
    );
    const exact = await run(`SELECT topic FROM ${name('contact_exact')} ORDER BY topic`);
    expect(exact.map(({ topic }) => topic)).toEqual(['first', 'other']);
    const masked = await run(
      `SELECT user_id, topic, address, token, salary, person, people FROM ${name('contact_masked')} ORDER BY topic`,
    );
    const hidden = { name: '***', city: 'Rome', age: null };
    expect(masked.map(({ user_id, ...rest }) => ({ user_id: Number(user_id), ...rest }))).toEqual([
      { user_id: 7, topic: 'first', address: '***', token: null, salary: null, person: hidden, people: null },
      { user_id: 7, topic: 'later', address: '***', token: '***', salary: null, person: hidden, people: null },
      { user_id: 7, topic: 'other', address: '***', token: '***', salary: null, person: null, people: null },
    ]);
    await close();
  });
});

test('Athena reads them as Trino SQL; only the exact view has a window function', async () => {
  const { trino } = await athenaParsers();
  const all = [testModel, personalModel].flatMap((model) =>
    model.events.flatMap((family) => eventViews(athena, model, family, testConfig)),
  );
  expect(all.flatMap(({ sql }) => trino.errors(`${sql};`))).toEqual([]);
  const windowed = all.filter(({ sql }) => sql.includes(' OVER ('));
  expect(windowed).toHaveLength(all.length / 3);
  expect(windowed.every(({ sql }) => /^CREATE OR REPLACE VIEW shop\.\w+_exact AS/.test(sql))).toBe(true);
});

test('a name that another event has is left to that event', () => {
  const [family] = testModel.events;
  if (!family) throw new Error('no event');
  const model = {
    ...testModel,
    events: [...testModel.events, { ...family, name: 'x', table: `${family.table}_exact` }],
  };
  const names = eventViews(duckdb, model, family, testConfig).map(({ sql }) => /VIEW "(\w+)"/.exec(sql)?.[1]);
  expect(names).toEqual(['banner', 'banner_masked']);
});
