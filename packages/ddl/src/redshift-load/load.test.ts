import type { ContractModel } from '@sluice/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { configWith, testConfig } from '../../test/config.js';
import { testModel } from '../../test/model.js';
import { personalModel } from '../../test/personal-model.js';
import { type PGlite, startPostgres } from '../../test/postgres.js';
import { runPsql } from '../../test/psql.js';
import { asPostgres } from '../../test/redshift-on-postgres.js';
import { redshift } from '../dialects/redshift/index.js';
import { type Table, tablesOf } from '../table.js';
import { grantStatements } from './grants.js';
import { jsonPaths, loadStatements } from './load.js';
import { externalSchema, nightlyScript } from './nightly.js';

const tables = testModel.events.flatMap((family) => tablesOf(testModel, family, 'columnar'));
const purchases = tables.find(({ name }) => name === 'purchase_v1') as Table;

type Row = { readonly [column: string]: unknown };

let database: PGlite;
/** Files by name: a COPY finds those whose name begins with its prefix, and reads as many columns as it names. */
let files: { [name: string]: readonly Row[] };
let copied: string[];

beforeAll(async () => {
  database = await startPostgres();
  await database.exec('CREATE TABLE svv_external_partitions (schemaname text, tablename text, "values" text)');
});
afterAll(() => database.close());
beforeEach(async () => {
  files = {};
  copied = [];
  await database.exec(
    'DROP SCHEMA IF EXISTS analytics CASCADE; CREATE SCHEMA analytics; DELETE FROM svv_external_partitions',
  );
  for (const table of tables) {
    for (const { sql } of redshift.createTable(table, testConfig)) await database.exec(asPostgres(sql));
  }
});

async function run(sql: string): Promise<Row[]> {
  const [, table = '', columns = '', from = ''] = /^COPY (\w+) \((.*)\)\nFROM '(.*)'\n/.exec(sql) ?? [];
  if (table === '') return ((await database.exec(asPostgres(sql))).at(-1)?.rows ?? []) as Row[];
  const rows = Object.entries(files).flatMap(([name, all]) => (name.startsWith(from) ? all : []));
  if (rows.length === 0) throw new Error(`The specified S3 prefix '${from}' does not exist`);
  copied.push(from);
  const names = columns.split(', ').map((name) => name.replaceAll('"', ''));
  for (const row of rows) {
    const unknown = Object.keys(row).find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`${unknown} is no column of the COPY`);
    const cells = names.map((name) => (row[name] === undefined ? 'NULL' : `'${String(row[name])}'`));
    await database.exec(`INSERT INTO ${table} (${columns}) VALUES (${cells.join(', ')})`);
  }
  return [];
}

const load = async (sources: readonly { from: string; columns?: number }[]) => {
  for (const { sql } of loadStatements({ table: purchases, config: testConfig, sources, iamRole: 'arn:role' }))
    await run(sql);
};

const row = (id: string, more: Row = {}): Row => ({
  event_id: id.padEnd(36, '0'),
  event: 'purchase',
  version: '1.0',
  occurred_at: '2026-11-20 09:59:59.123',
  received_at: '2026-11-20 10:00:00',
  item_id: 7,
  amount: '35.79',
  ...more,
});

async function stored(): Promise<unknown[]> {
  const { rows } = await database.query(
    `SELECT left(event_id, 1) AS id, item_id::int AS item, product_id::int AS product, amount::text AS amount,
            to_char(received_at AT TIME ZONE 'UTC', 'HH24:MI') AS received, "_extra" AS extra
     FROM analytics.purchase_v1 ORDER BY event_id`,
  );
  return rows;
}

const a = { id: 'a', item: 7, product: null, amount: '35.79', received: '10:00', extra: null };

describe('one load', () => {
  test('several files, copies among them, and once more: one row each, the one received first', async () => {
    files = {
      's3://lake/x/1.parquet': [row('a'), row('b', { received_at: '2026-11-20 10:05:00' })],
      's3://lake/x/2.parquet': [row('a', { received_at: '2026-11-20 11:00:00', amount: '1.00' }), row('b')],
    };
    for (const _ of [1, 2]) {
      await load([{ from: 's3://lake/x/' }]);
      expect(await stored()).toEqual([a, { ...a, id: 'b' }]);
    }
  });

  test('older files have fewer columns; what a later load knows fills what was empty, and nothing else', async () => {
    files = {
      's3://lake/old/1.parquet': [row('a')],
      's3://lake/new/1.parquet': [row('a', { product_id: 7, amount: '9.99' }), row('c', { _extra: '{"x": 1}' })],
    };
    const old = purchases.columns.findIndex(({ name }) => name === 'product_id');
    await load([{ from: 's3://lake/old/', columns: old }]);
    await load([{ from: 's3://lake/new/' }, { from: 's3://lake/old/', columns: old }]);
    expect(await stored()).toEqual([
      { ...a, product: 7 },
      { ...a, id: 'c', extra: { x: 1 } },
    ]);
  });

  test('a load that fails leaves nothing behind', async () => {
    files = { 's3://lake/x/1.parquet': [row('a', { amount: 'much' })] };
    await expect(load([{ from: 's3://lake/x/' }])).rejects.toThrow();
    await database.exec('ROLLBACK');
    expect(await stored()).toEqual([]);
  });

  test('the statements of COPY', () => {
    const copies = (source: Parameters<typeof loadStatements>[0]['sources'][number]) =>
      loadStatements({ table: purchases, config: testConfig, sources: [source], iamRole: 'arn:role' })[2]?.sql.split(
        '\n',
      );
    const json = { paths: 's3://lake/paths.json', isGzip: true };
    expect(copies({ from: 's3://lake/x/' })?.slice(1)).toEqual([
      "FROM 's3://lake/x/'",
      "IAM_ROLE 'arn:role'",
      'FORMAT PARQUET SERIALIZETOJSON',
      'FILLRECORD',
    ]);
    expect(copies({ from: 's3://lake/m', isManifest: true, columns: 2 })).toEqual([
      'COPY purchase_v1_files (event_id, event)',
      "FROM 's3://lake/m'",
      "IAM_ROLE 'arn:role'",
      'FORMAT PARQUET SERIALIZETOJSON',
      'MANIFEST',
    ]);
    expect(copies({ from: 's3://lake/raw/', json })?.slice(3)).toEqual([
      "FORMAT JSON 's3://lake/paths.json'",
      "TIMEFORMAT 'auto'",
      'GZIP',
    ]);
    expect(jsonPaths(purchases).jsonpaths.slice(-2)).toEqual(["$['product_id']", "$['category_id']"]);
    expect(jsonPaths(purchases).jsonpaths).toHaveLength(purchases.columns.length);
  });
});

describe('the nightly load', () => {
  const hour = (day: string) => {
    const [year, month, date] = day.split('-');
    return `s3://lake/columnar/event=purchase/major=1/year=${year}/month=${month}/day=${date}/hour=10/run=1/a.parquet`;
  };
  const register = (day: string) =>
    database.query('INSERT INTO svv_external_partitions VALUES ($1, $2, $3)', [
      'analytics_lake',
      'purchase_v1',
      JSON.stringify([...day.split('-'), '10']),
    ]);

  test('yesterday and the two days before, as far as they are registered; twice is once', async () => {
    const days = ['2026-11-17', '2026-11-18', '2026-11-20', '2026-11-21'];
    for (const [at, day] of days.entries()) {
      files[hour(day)] = [row(String(at))];
      await register(day);
    }
    const script = nightlyScript(testModel, testConfig);
    for (const _ of [1, 2]) {
      await runPsql(script, run, { day: '2026-11-20' });
      expect((await stored()).map((one) => (one as { id: string }).id)).toEqual(['1', '2']);
    }
    expect(copied.slice(0, 2)).toEqual([
      's3://lake/columnar/event=purchase/major=1/year=2026/month=11/day=20/',
      's3://lake/columnar/event=purchase/major=1/year=2026/month=11/day=18/',
    ]);
  });

  test('without a day it is yesterday', async () => {
    const { rows } = await database.query<{ day: string }>(
      `SELECT to_char(now() - interval '1 day', 'YYYY-MM-DD') AS day`,
    );
    const day = rows[0]?.day ?? '';
    files[hour(day)] = [row('y')];
    await register(day);
    await runPsql(nightlyScript(testModel, testConfig), run);
    expect(await stored()).toHaveLength(1);
  });
});

describe('who may read', () => {
  beforeEach(async () => {
    for (const family of testModel.events) {
      const { eventViews } = await import('../views/event-views.js');
      for (const { sql } of eventViews(redshift, testModel, family, testConfig)) await database.exec(asPostgres(sql));
    }
    await database.exec(
      'DROP ROLE IF EXISTS analyst; DROP ROLE IF EXISTS privacy; CREATE ROLE analyst; CREATE ROLE privacy',
    );
    for (const { sql } of grantStatements(testModel, testConfig)) await database.exec(asPostgres(sql));
  });

  const may = async (role: string, sql: string) => {
    await database.exec(`SET ROLE ${role}`);
    try {
      await database.query(sql);
      return true;
    } catch {
      return false;
    } finally {
      await database.exec('RESET ROLE');
    }
  };

  const cases = [
    { role: 'analyst', sql: 'SELECT user_id, amount FROM analytics.purchase_v1', want: true },
    { role: 'analyst', sql: 'SELECT "_extra" FROM analytics.purchase_v1', want: false },
    { role: 'analyst', sql: 'SELECT text FROM analytics.everything_v1', want: false },
    { role: 'analyst', sql: 'SELECT * FROM analytics.purchase', want: false },
    { role: 'analyst', sql: 'SELECT * FROM analytics.purchase_exact', want: false },
    { role: 'analyst', sql: 'SELECT * FROM analytics.purchase_masked', want: true },
    { role: 'privacy', sql: 'SELECT * FROM analytics.everything_v1', want: true },
    { role: 'privacy', sql: 'SELECT * FROM analytics.everything_exact', want: true },
  ];

  test('a derived name that another event has is granted by that event alone', () => {
    const whole = (sensitivity: 'internal' | 'personal', table: string): ContractModel['events'][number] => {
      const [family] = testModel.events.filter(({ name }) => name === 'banner') as [ContractModel['events'][number]];
      const versions = family.versions.map((version) => ({
        ...version,
        fields: version.fields.map((field) => ({ ...field, sensitivity })),
      }));
      return { ...family, name: table, table, versions };
    };
    const model = { ...testModel, events: [whole('internal', 'banner'), whole('personal', 'banner_masked')] };
    const analyst = grantStatements(model, testConfig).flatMap(({ sql }) =>
      sql.includes('banner_masked') && sql.endsWith('TO ROLE analyst') && !sql.includes('(')
        ? [/ON (\S+)/.exec(sql)?.[1]]
        : [],
    );
    expect(analyst).toEqual(['analytics.banner_masked_masked']);
  });

  test('a masked view is granted to whoever may see what it leaves, keys of structs included', () => {
    const grants = (upTo: 'internal' | 'pseudonymous') =>
      grantStatements(personalModel, configWith({ redshift: { grants: [{ to: 'x', upTo }] } })).map(({ sql }) => sql);
    expect(grants('pseudonymous')).toEqual([
      'GRANT USAGE ON SCHEMA analytics TO x',
      'GRANT SELECT (event_id, event, version, occurred_at, received_at, user_id, topic) ON analytics.contact_v1 TO x',
      'GRANT SELECT ON analytics.contact_masked TO x',
    ]);
    expect(grants('internal').join()).not.toContain('contact_masked');
  });

  test.each(cases)('$role: $sql is $want', async ({ role, sql, want }) => {
    expect(await may(role, sql)).toBe(want);
  });
});

describe('what a project decides', () => {
  const create = (options: object) =>
    redshift.createTable(purchases, configWith({ redshift: { tables: { purchase: options } } }))[0]?.sql ?? '';

  test('keys and encodings', () => {
    const sql = create({
      distribution: { style: 'EVEN' },
      sortKey: ['user_id', 'occurred_at'],
      encode: { amount: 'RAW' },
    });
    expect(sql.split('\n').slice(-2)).toEqual(['DISTSTYLE EVEN', 'SORTKEY (user_id, occurred_at)']);
    expect(sql).toMatch(/\n {2}amount +DECIMAL\(10,2\) ENCODE raw,\n/);
    expect(create({ distribution: 'event_id' })).toContain('DISTSTYLE KEY\nDISTKEY (event_id)');
  });

  const wrong = [
    { name: 'a column that is not there', given: { distribution: 'nobody' } },
    { name: 'a SUPER as a key', given: { sortKey: ['_extra'] } },
    { name: 'an encoding that the type does not take', given: { encode: { event: 'az64' } } },
  ];
  test.each(wrong)('$name is refused', ({ given }) => {
    expect(() => create(given)).toThrow(expect.objectContaining({ code: 'redshift-option' }));
  });

  test('the external schema over the lake', () => {
    const config = configWith({ redshift: { iamRole: 'arn:aws:iam::1:role/lake', lakeSchema: 'lake' } });
    expect(externalSchema(config)).toBe(
      "CREATE EXTERNAL SCHEMA IF NOT EXISTS lake\nFROM DATA CATALOG\nDATABASE 'shop'\nIAM_ROLE 'arn:aws:iam::1:role/lake'",
    );
  });
});
