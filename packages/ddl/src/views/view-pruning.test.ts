import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EventFamily } from '@sluice/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testConfig } from '../../test/config.js';
import { type Engine, startEngine } from '../../test/engine.js';
import { shopModel } from '../../test/shop-model.js';
import { duckdb } from '../dialects/duckdb/index.js';
import { duckdbQuoted, singleQuoted } from '../sql.js';
import { type Table, tablesOf } from '../table.js';
import { eventViews } from './event-views.js';

const hours = ['00', '01', '02', '03'];
const event = (name: string) => shopModel.events.find((family) => family.name === name) as EventFamily;
const tables = ['purchase', 'checkout_completed', 'banner'].flatMap((name) =>
  tablesOf(shopModel, event(name), 'columnar'),
);

let engine: Engine;
let folder: string;
beforeAll(async () => {
  engine = await startEngine();
  folder = await mkdtemp(path.join(tmpdir(), 'sluice-pruning-'));
  for (const table of tables) await writeHours(table);
  for (const name of ['purchase', 'checkout_completed', 'banner']) {
    for (const { sql } of eventViews(duckdb, shopModel, event(name), testConfig)) await engine.connection.run(sql);
  }
});
afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

/** A table whose hours are files in folders, as the lake has them: one row in each. */
async function writeHours(table: Table): Promise<void> {
  const { connection } = engine;
  const place = path.join(folder, table.name);
  for (const { sql } of duckdb.createTable({ ...table, name: 'rows' }, testConfig)) await connection.run(sql);
  for (const hour of hours) {
    const time = `TIMESTAMP '2026-11-20 ${hour}:10:00'`;
    await connection.run(`INSERT INTO "rows" (event_id, event, version, occurred_at, received_at, user_id, year, month, day, hour)
      VALUES ('${table.name}-${hour}', '${table.event}', '1.0', ${time}, ${time}, ${tables.indexOf(table)}, '2026', '11', '20', '${hour}')`);
  }
  await connection.run(`COPY "rows" TO ${singleQuoted(place)} (FORMAT parquet, PARTITION_BY (year, month, day, hour))`);
  await connection.run('DROP TABLE "rows"');
  await connection.run(`CREATE VIEW ${duckdbQuoted(table.name)} AS SELECT * FROM read_parquet(
    ${singleQuoted(`${place}/**/*.parquet`)}, hive_partitioning = true, hive_types_autocast = false)`);
}

/** How many files each scan of the plan opens, of how many; `all` where nothing bounds it. */
async function scans(sql: string): Promise<string[]> {
  const rows = (await engine.connection.runAndReadAll(`EXPLAIN (FORMAT json) ${sql}`)).getRowsJson();
  return scansIn(JSON.parse(String(rows[0]?.at(-1))) as Node[]).sort();
}

interface Node {
  readonly name: string;
  readonly children: readonly Node[];
  readonly extra_info: { readonly [key: string]: unknown };
}

function scansIn(nodes: readonly Node[]): string[] {
  return nodes.flatMap(({ name, children, extra_info: info }) =>
    name.trim() === 'READ_PARQUET' ? [String(info['Scanning Files'] ?? 'all')] : scansIn(children),
  );
}

const oneHour = `year = '2026' AND month = '11' AND day = '20' AND hour = '02'`;

const cases = [
  { view: 'banner', want: ['1/4'], why: 'a renamed field' },
  { view: 'banner_masked', want: ['1/4'], why: 'the same with personal values masked' },
  { view: 'banner_exact', want: ['all'], why: 'the window function comes before the hour is chosen' },
  {
    view: 'checkout_completed',
    want: ['1/4', '1/4', 'all'],
    why: 'rows of the old name look for a partner in any hour',
  },
];

test.each(cases)('$view of one hour reads $want: $why', async ({ view, want }) => {
  expect(await scans(`SELECT * FROM ${view} WHERE ${oneHour}`)).toEqual(want);
  const ids = (await engine.connection.runAndReadAll(`SELECT event_id FROM ${view} WHERE ${oneHour}`)).getRowsJson();
  expect(ids.flat().sort()).toEqual(
    view.startsWith('checkout') ? [`${view}_v1-02`, 'purchase_v1-02'] : ['banner_v1-02'],
  );
});
