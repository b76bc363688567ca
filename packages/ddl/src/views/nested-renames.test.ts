import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testConfig } from '../../test/config.js';
import { startEngine } from '../../test/engine.js';
import { nestedRenamesModel as model } from '../../test/nested-renames-model.js';
import { startPostgres } from '../../test/postgres.js';
import { asPostgres } from '../../test/redshift-on-postgres.js';
import { athenaParsers } from '../../test/sql-parsers.js';
import { athena } from '../dialects/athena/index.js';
import { duckdb } from '../dialects/duckdb/index.js';
import { duckdbType } from '../dialects/duckdb/types.js';
import { redshift } from '../dialects/redshift/index.js';
import { tablesOf } from '../table.js';
import { viewOf } from './view.js';

const [family] = model.events;
if (!family) throw new Error('the model has no event');
const view = viewOf(model, family);
const tables = tablesOf(model, family, 'columnar');

test('a renamed key stands under its newest name only', () => {
  const types = view.columns
    .filter(({ field }) => !field.fromEnvelope)
    .map(({ name, type }) => `${name} ${duckdbType(type)}`);
  expect(types).toEqual([
    'spot STRUCT("c" VARCHAR, "inner_" STRUCT("z" INTEGER), "kept" INTEGER)',
    'client STRUCT("platform" VARCHAR, "app" STRUCT("title" VARCHAR))',
    'lines STRUCT("article" VARCHAR, "weight" INTEGER)[]',
    'by_sku MAP(VARCHAR, STRUCT("article" VARCHAR, "weight" INTEGER))',
  ]);
});

/** Rows as they were written when each name was new: table, then columns as JSON. */
const rows = [
  ['parcel_v1', { place: { a: 'one', kept: 1, deep: { x: 1 } }, client: { os: 'old', app: { name: 'n' } } }],
  ['parcel_v1', { place: { b: 'two', kept: 2, deep: { y: 2 } }, client: { platform: 'new', app: { title: 't' } } }],
  ['parcel_v1', { place: { a: 'no', b: 'no', c: 'three' }, lines: [{ sku: 's' }, { code: 'c', weight: 5 }] }],
  ['parcel_v2', { spot: { c: 'four', inner_: { z: 4 } }, lines: [{ article: 'a' }], by_sku: { k: { article: 'm' } } }],
  ['parcel_v1', { by_sku: { k: { sku: 's' } } }],
] as const;

const spot = (c: string, z?: number, kept?: number) => ({
  c,
  inner_: z === undefined ? null : { z },
  kept: kept ?? null,
});
const line = (article: string, weight: number | null = null) => ({ article, weight });

describe('values come from the newest name that has one', () => {
  test('in DuckDB, at every depth, in lists and maps too', async () => {
    const engine = await startEngine();
    const run = (sql: string) => engine.connection.runAndReadAll(sql);
    for (const table of tables) for (const { sql } of duckdb.createTable(table, testConfig)) await run(sql);
    const folder = await mkdtemp(join(tmpdir(), 'sluice-renames-'));
    for (const [at, [name, values]] of rows.entries()) {
      const time = '2026-11-20 10:00:00.000';
      const given = {
        event_id: `${at}`,
        event: 'parcel',
        version: '1',
        occurred_at: time,
        received_at: time,
        ...values,
      };
      const file = join(folder, `${at}.json`);
      await writeFile(file, JSON.stringify(given));
      const columns = (tables.find((one) => one.name === name)?.columns ?? []).map(
        (column) => `"${column.name}": '${duckdbType(column.type)}'`,
      );
      await run(`INSERT INTO "${name}" BY NAME SELECT * FROM read_json('${file}', columns = {${columns.join(', ')}})`);
    }
    await rm(folder, { recursive: true });
    await run(duckdb.createView(view, testConfig)?.sql ?? '');
    const read = await run(
      `SELECT to_json(struct_pack(client, spot, lines, by_sku)) AS j FROM "order_" ORDER BY trim(event_id, '"')`,
    ).catch(() =>
      run(`SELECT to_json(struct_pack(client, spot, lines, by_sku)) AS j FROM "${view.name}" ORDER BY event_id`),
    );
    const none = { client: null, spot: null, lines: null, by_sku: null };
    expect(read.getRowsJson().map(([json]) => JSON.parse(String(json)))).toEqual([
      { ...none, spot: spot('one', 1, 1), client: { platform: 'old', app: { title: 'n' } } },
      { ...none, spot: spot('two', 2, 2), client: { platform: 'new', app: { title: 't' } } },
      { ...none, spot: spot('three'), lines: [line('s'), line('c', 5)] },
      { ...none, spot: spot('four', 4), lines: [line('a')], by_sku: { k: line('m') } },
      { ...none, by_sku: { k: line('s') } },
    ]);
    engine.close();
  });

  test('in Redshift, at every depth of structs; elements of lists and maps keep the names that were sent', async () => {
    const database = await startPostgres();
    await database.exec('CREATE SCHEMA analytics');
    for (const table of tables) {
      for (const { sql } of redshift.createTable(table, testConfig)) await database.exec(asPostgres(sql));
    }
    for (const [at, [name, values]] of rows.entries()) {
      const cells = Object.entries(values).map(([column, value]) => [column, `'${JSON.stringify(value)}'::jsonb`]);
      await database.exec(
        `INSERT INTO analytics.${name} (event_id, event, version, occurred_at, received_at, ${cells.map(([column]) => column)})
         VALUES ('${at}', 'parcel', '1', now(), now(), ${cells.map(([, value]) => value)})`,
      );
    }
    await database.exec(asPostgres(redshift.createView(view, testConfig)?.sql ?? ''));
    const { rows: read } = await database.query(
      `SELECT client, spot, lines, by_sku FROM analytics.${view.name} ORDER BY event_id`,
    );
    const none = { client: null, spot: null, lines: null, by_sku: null };
    expect(read).toEqual([
      { ...none, spot: spot('one', 1, 1), client: { platform: 'old', app: { title: 'n' } } },
      { ...none, spot: spot('two', 2, 2), client: { platform: 'new', app: { title: 't' } } },
      { ...none, spot: spot('three'), lines: [{ sku: 's' }, { code: 'c', weight: 5 }] },
      { ...none, ...rows[3][1] },
      { ...none, ...rows[4][1] },
    ]);
    await database.close();
  });

  test('in Athena, as Trino reads it', async () => {
    const sql = athena.createView(view, testConfig)?.sql ?? '';
    expect((await athenaParsers()).trino.errors(`${sql};`)).toEqual([]);
    expect(sql).toContain('COALESCE(t.place.c, t.place.b, t.place.a)');
    expect(sql).toContain('COALESCE(x1.code, x1.sku)');
  });
});
