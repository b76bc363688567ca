import {
  createTableSql,
  type Dialect,
  duckdb,
  everyDialect,
  migrationSql,
  plainMigration,
  plainTable,
  redshift,
  type SnowplowTable,
  scriptStatements,
  snowplowMigration,
  type Table,
  tableNameOf,
  typeText,
} from '@sluice/ddl';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenOracles, openOracles, rejections } from './oracles.js';
import { testOracles } from './oracles-see.js';
import { bare, type ColumnsAfter, duckdbColumns, intended, postgresColumns, postgresType } from './physical-columns.js';
import { publicSchemas, successivePairs } from './public-schemas.js';
import { shopModel } from './shop-model.js';
import {
  contractStatements,
  publicMigrations,
  publicTables,
  snowplowStatements,
  snowplowTableOf,
  testedConfig,
} from './statements.js';

const schemas = publicSchemas();
const pairs = successivePairs(schemas);
const tables = schemas.map(({ file, schema }) => plainTable({ schema, name: tableNameOf(schema, file) }));

/** The tables of every two versions that follow each other, which no dialect has a say in. */
const steps = pairs.map(([old, next]) => {
  const name = tableNameOf(old.schema, old.file);
  const before = plainTable({ schema: old.schema, name }).table;
  const after: Table = plainTable({ schema: next.schema, name, before }).table;
  return { before, after };
});

const statements = publicTables(schemas);
const snowplow = snowplowStatements(schemas);

let opened: OpenOracles;
let columnsIn: { readonly postgres: ColumnsAfter; readonly duckdb: ColumnsAfter };

beforeAll(async () => {
  opened = await openOracles();
  columnsIn = { postgres: postgresColumns(opened.postgres), duckdb: duckdbColumns(opened.duckdb) };
});

afterAll(() => opened.close());

testOracles(() => opened);

test('all of them are here', () => {
  expect([schemas.length, pairs.length]).toEqual([344, 64]);
});

test('no oracle rejects a table; those of Redshift and DuckDB are executed below', async () => {
  expect(await rejections(opened, statements, ['postgres', 'duckdb'])).toEqual([]);
});

test("no oracle rejects what the shop's contract gives", async () => {
  expect(await rejections(opened, contractStatements(shopModel()))).toEqual([]);
});

test('no oracle rejects a migration', async () => {
  expect(await rejections(opened, publicMigrations(schemas))).toEqual([]);
});

test('no oracle rejects what the rules of schema-ddl give', async () => {
  expect(await rejections(opened, snowplow)).toEqual([]);
});

test('no VARCHAR is above the limit, by any rules', () => {
  const sql = [...statements.filter(({ dialect }) => dialect === 'redshift'), ...snowplow];
  const sizes = sql.flatMap((one) => [...one.sql.matchAll(/VARCHAR\((\d+)\)/g)].map(([, size]) => Number(size)));
  expect([Math.max(...sizes), Math.min(...sizes)]).toEqual([65_535, 2]);
});

test('no two columns of a table have one name, also in upper case', () => {
  const twice = tables.filter(
    ({ table }) => new Set(table.columns.map(({ name }) => name)).size < table.columns.length,
  );
  expect(twice).toEqual([]);
});

test('names that had to change are told, as are those that met', () => {
  const count = (code: string) =>
    tables.flatMap(({ notices }) => notices).filter((notice) => notice.code === code).length;
  const changed = tables.flatMap(({ table }) => table.columns.filter(({ name }) => /^[a-z].*_$/.test(name)));
  expect(count('collision')).toBe(0);
  expect(count('name-changed')).toBeGreaterThanOrEqual(changed.length);
});

const engines = [
  { dialect: redshift, engine: 'postgres' },
  { dialect: duckdb, engine: 'duckdb' },
] as const;

describe.each(engines)('$dialect.id, executed', ({ dialect, engine }) => {
  test('every table has the columns that were meant', async () => {
    const wrong: unknown[] = [];
    for (const { table } of tables) {
      const found = await columnsIn[engine](table.name, dialect.createTable(table, testedConfig).slice(0, 1));
      const [got, want] = [found.map(bare), intended[engine](table)];
      if (got.join() !== want.join()) wrong.push({ table: table.name, got, want });
    }
    expect(wrong).toEqual([]);
  });

  test('created and migrated equals created anew, for every two versions that follow each other', async () => {
    const wrong: unknown[] = [];
    for (const step of steps) {
      const { before } = step;
      const migration = migrated(step, dialect);
      const name = before.name;
      const changed = await columnsIn[engine](name, [
        ...dialect.createTable(before, testedConfig),
        ...migration.statements,
      ]);
      const anew = await columnsIn[engine](name, dialect.createTable(migration.table, testedConfig));
      if (changed.join('\n') !== anew.join('\n')) wrong.push({ name, changed, anew });
    }
    expect(wrong).toEqual([]);
  });

  test('after a migration nothing of the new version is missing', () => {
    const missing = steps.flatMap((step) => {
      const { after } = step;
      const have = new Set(migrated(step, dialect).table.columns.map(({ name }) => name));
      return after.columns.filter(({ name }) => !have.has(name)).map(({ name }) => `${after.name}.${name}`);
    });
    expect(missing).toEqual([]);
  });
});

function migrated({ before, after }: (typeof steps)[number], dialect: Dialect) {
  return plainMigration(before, after, dialect, testedConfig);
}

test('what a warehouse cannot follow is told with a reason and a way round', () => {
  const refused = everyDialect.flatMap((dialect) =>
    steps.flatMap((step) => migrated(step, dialect).refused.map((one) => ({ dialect: dialect.id, ...one }))),
  );
  expect(refused.filter(({ reason, wayRound }) => reason === '' || wayRound === '')).toEqual([]);
  const counts = Object.fromEntries(
    everyDialect.map(({ id }) => [id, refused.filter(({ dialect }) => dialect === id).length]),
  );
  expect(counts).toMatchInlineSnapshot(`
    {
      "athena": 0,
      "duckdb": 0,
      "glue": 0,
      "redshift": 4,
      "spark": 18,
    }
  `);
});

describe('the rules of schema-ddl, executed', () => {
  const columnsOf = ({ columns }: SnowplowTable) =>
    columns.map(({ name, type, nullable }) => `${name} ${postgresType(typeText(type))}${nullable ? '' : ' NOT NULL'}`);
  const run = (table: SnowplowTable, ...scripts: readonly string[]) =>
    columnsIn.postgres(
      `${table.schema}.${table.name}`,
      scripts
        .flatMap(scriptStatements)
        .filter((sql) => !/^(BEGIN|END) /.test(sql))
        .map((sql) => ({ sql })),
    );

  test('every table has the columns that were meant', async () => {
    const wrong: unknown[] = [];
    for (const table of schemas.map(snowplowTableOf)) {
      const found = (await run(table, createTableSql(table)))
        .slice(9)
        .map((text) => text.replace('numeric(18,0)', 'numeric'));
      if (found.join() !== columnsOf(table).join()) wrong.push({ found, want: columnsOf(table) });
    }
    expect(wrong).toEqual([]);
  });

  test('created and migrated has the columns that were meant, those of the old version in their place', async () => {
    const wrong: unknown[] = [];
    let followed = 0;
    for (const [old, next] of pairs) {
      const before = snowplowTableOf(old);
      const migration = snowplowMigration(before, snowplowTableOf(next));
      if (migration.breaking.length > 0) continue;
      followed++;
      const found = (await run(before, createTableSql(before), migrationSql(migration, before))).slice(9);
      if (found.join() !== columnsOf(migration.table).join()) wrong.push({ found, want: columnsOf(migration.table) });
    }
    expect(wrong).toEqual([]);
    expect(followed).toBeGreaterThan(50);
  });
});
