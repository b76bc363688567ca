import type { ContractModel } from '@sluice/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awkwardModel } from '../../test/awkward-model.js';
import { configWith, testConfig } from '../../test/config.js';
import { driftModel } from '../../test/drift-model.js';
import { type Engine, startEngine } from '../../test/engine.js';
import { testModel } from '../../test/model.js';
import { type PGlite, startPostgres } from '../../test/postgres.js';
import { redshiftConnection } from '../../test/postgres-connection.js';
import { randomLineage } from '../../test/random-lineage.js';
import { shopModel } from '../../test/shop-model.js';
import type { Dialect } from '../dialect.js';
import { duckdb } from '../dialects/duckdb/index.js';
import { redshift } from '../dialects/redshift/index.js';
import { flattenedModel } from '../flatten.js';
import { tablesOf } from '../table.js';
import { eventViews } from '../views/event-views.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import { applyMigrations } from './apply.js';
import { checksumFile } from './checksums.js';
import type { MigrationConnection } from './connection.js';
import { parseMigration } from './file.js';
import type { Ledger } from './ledger.js';
import { keyOf, reachedBy } from './lineage.js';
import { migrationFiles } from './plan.js';

const lineages: readonly { readonly name: string; readonly model: ContractModel }[] = [
  { name: 'the shop', model: shopModel },
  { name: 'every type and a rename', model: testModel },
  { name: 'types that drift', model: driftModel },
  { name: 'awkward names', model: awkwardModel },
  { name: 'structs taken apart', model: flattenedModel(testModel) },
  { name: 'structs of a random lineage taken apart', model: flattenedModel(randomLineage(7)) },
  ...[1, 2, 3, 4, 5, 6].map((seed) => ({ name: `random lineage ${seed}`, model: randomLineage(seed) })),
];

function migrationsOf(model: ContractModel, dialect: Dialect, config: WarehouseConfig) {
  const request = { model, dialect, config, existing: [], folder: 'migrations', isPublished: () => false };
  return migrationFiles(request)
    .filter(({ name }) => name !== checksumFile)
    .map(parseMigration);
}

async function createAll(
  connection: MigrationConnection,
  dialect: Dialect,
  model: ContractModel,
  config: WarehouseConfig,
) {
  const tables = model.events.flatMap((family) => dialect.tiers.flatMap((tier) => tablesOf(model, family, tier)));
  const views = model.events.flatMap((family) => eventViews(dialect, model, family, config));
  for (const { sql } of [...tables.flatMap((table) => dialect.createTable(table, config)), ...views]) {
    await connection.query(sql);
  }
}

/** Follows a lineage migration by migration, and compares after each with tables and views that are made from nothing. */
async function follow(
  model: ContractModel,
  dialect: Dialect,
  engine: {
    readonly connection: MigrationConnection;
    readonly config: WarehouseConfig;
    readonly fresh: () => Promise<WarehouseConfig>;
    readonly describe: (config: WarehouseConfig) => Promise<unknown>;
  },
) {
  const migrations = migrationsOf(model, dialect, engine.config);
  const ledger = dialect.ledger?.(engine.config) as Ledger;
  const brought = new Set<string>();
  const now = () => new Date(0);
  for (const [at, migration] of migrations.entries()) {
    const run = { migrations: migrations.slice(0, at + 1), ledger, connection: engine.connection, now };
    expect(await applyMigrations(run)).toEqual({ applied: [migration.name], before: at });
    for (const one of migration.brings) brought.add(keyOf(one));
    const fresh = await engine.fresh();
    await createAll(engine.connection, dialect, reachedBy(model, brought).model, fresh);
    expect(await engine.describe(engine.config), migration.name).toEqual(await engine.describe(fresh));
  }
  return migrations.length;
}

describe('Redshift, on PostgreSQL', () => {
  let database: PGlite;
  let schemas = 0;
  beforeAll(async () => {
    database = await startPostgres();
  });
  afterAll(() => database.close());

  const describeSchema = async (config: WarehouseConfig) => ({
    columns: await columnsIn(config),
    views: await viewsIn(config),
  });

  /** What views are made of, by name; the schema they lie in is the same word in all. */
  const viewsIn = async ({
    dialects: {
      redshift: { schema },
    },
  }: WarehouseConfig) => {
    const { rows } = await database.query<{ name: string; definition: string }>(
      'SELECT viewname AS name, definition FROM pg_views WHERE schemaname = $1 ORDER BY viewname',
      [schema],
    );
    return rows.map(({ name, definition }) => [name, definition.replaceAll(`${schema}.`, 'here.')]);
  };

  const columnsIn = async ({
    dialects: {
      redshift: { schema },
    },
  }: WarehouseConfig) =>
    (
      await database.query(
        `SELECT c.relname, attnum, attname, format_type(atttypid, atttypmod) AS type, attnotnull,
                col_description(attrelid, attnum) AS comment, obj_description(c.oid) AS of_table
         FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
         WHERE nspname = $1 AND attnum > 0 AND NOT attisdropped AND c.relname <> 'sluice_migrations'
         ORDER BY c.relname, attnum`,
        [schema],
      )
    ).rows;

  test.each(lineages)('$name', async ({ model }) => {
    const connection = redshiftConnection(database);
    const schema = async () => {
      const name = `s${++schemas}`;
      await database.exec(`CREATE SCHEMA ${name}`);
      return configWith({ redshift: { schema: name } });
    };
    const config = await schema();
    const engine = { connection, config, fresh: schema, describe: describeSchema };
    expect(await follow(model, redshift, engine)).toBeGreaterThan(0);
  });
});

/** PostgreSQL has none of Redshift's physical clauses: what a column is stored as is compared in the text. */
test.each(lineages)('Redshift adds columns of $name as a new table has them', ({ model }) => {
  const brought = new Set<string>();
  const lines = (sql: string) => sql.split('\n').map((line) => line.trim().replaceAll(/ +/g, ' ').replace(/,$/, ''));
  for (const migration of migrationsOf(model, redshift, testConfig)) {
    for (const one of migration.brings) brought.add(keyOf(one));
    const reached = reachedBy(model, brought).model;
    const tables = reached.events.flatMap((family) => tablesOf(reached, family, 'columnar'));
    for (const { sql } of migration.steps) {
      const [, name, column = ''] = /^ALTER TABLE analytics\.(\w+) ADD COLUMN (.+)$/.exec(sql) ?? [];
      const table = tables.find((one) => one.name === name);
      if (!table) continue;
      expect(lines(redshift.createTable(table, testConfig)[0]?.sql ?? '')).toContain(column);
    }
  }
});

describe('DuckDB', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.close());

  /** Partition columns stand last in new tables, and before added columns in old ones: their place says nothing. */
  const columnsIn = (database: string) =>
    `SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
     WHERE database_name = '${database}' AND table_name <> 'sluice_migrations'
     ORDER BY table_name, column_name IN ('year', 'month', 'day', 'hour'), column_index`;

  const viewsIn = (database: string) =>
    `SELECT view_name, replace(sql, '${database}.', '') FROM duckdb_views()
     WHERE database_name = '${database}' AND NOT internal ORDER BY view_name`;

  test.each(lineages)('$name', async ({ model }) => {
    const { connection: duck } = engine;
    const attached: string[] = [];
    const attach = async () => {
      const database = `d${attached.length}`;
      await duck.run(`ATTACH ':memory:' AS ${database}`);
      await duck.run(`USE ${database}`);
      attached.push(database);
      return { ...testConfig, database };
    };
    const describeDatabase = async ({ database }: WarehouseConfig) => {
      const columns = (await duck.runAndReadAll(columnsIn(database))).getRowsJson();
      const views = (await duck.runAndReadAll(viewsIn(database))).getRowsJson();
      await duck.run('USE d0');
      return { columns, views };
    };
    const connection: MigrationConnection = {
      query: async (sql) => (await duck.runAndReadAll(sql)).getRowObjectsJson(),
    };
    const config = await attach();
    const on = { connection, config, fresh: attach, describe: describeDatabase };
    expect(await follow(model, duckdb, on)).toBeGreaterThan(0);
    await duck.run('USE memory');
    for (const database of attached) await duck.run(`DETACH ${database}`);
  });
});
