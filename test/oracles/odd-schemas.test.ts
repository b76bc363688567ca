import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { duckdb, everyDialect, limitFindings, plainMigration, plainTable, snowplowColumns } from '@sluice/ddl';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, startEngine } from '../../packages/lake/src/lake/engine.js';
import { duckdbColumns } from './physical-columns.js';
import { repository } from './shop-model.js';
import { testedConfig } from './statements.js';

const folder = path.join(repository, 'packages/compat/test/data/json-schema-test-suite/tests');

/** Every schema of the JSON Schema Test Suite: each keyword of each draft, at its edges. */
const schemas = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { readonly schema: unknown }[])
  .map(({ schema }) => schema);

let engine: Engine;

beforeAll(async () => {
  engine = await startEngine();
});

afterAll(() => engine.close());

test('every schema of the test suite becomes a table that DuckDB makes, and the next one a migration', async () => {
  const columnsAfter = duckdbColumns(engine);
  const wrong: unknown[] = [];
  for (const [at, schema] of schemas.entries()) {
    const before = plainTable({ schema, name: 't' }).table;
    const after = plainTable({ schema: schemas[at + 1] ?? {}, name: 't', before }).table;
    const migration = plainMigration(before, after, duckdb, testedConfig);
    const found = await columnsAfter('t', [...duckdb.createTable(before, testedConfig), ...migration.statements]);
    if (found.length !== migration.table.columns.length) wrong.push({ schema, found });
  }
  expect(schemas.length).toBeGreaterThan(1000);
  expect(wrong).toEqual([]);
});

test('no dialect goes beyond a limit for it', () => {
  const found = schemas.flatMap((schema) => {
    const { table } = plainTable({ schema, name: 't' });
    return everyDialect.flatMap((dialect) =>
      dialect.createTable(table, testedConfig).flatMap(({ sql }) => limitFindings(dialect, sql)),
    );
  });
  expect(found).toEqual([]);
});

test('the rules of schema-ddl take every schema, too', () => {
  expect(schemas.map((schema) => snowplowColumns(schema).columns.length).every(Number.isInteger)).toBe(true);
});

const names = [
  'x'.repeat(300),
  '😀',
  '名前',
  'a\u0000b',
  'a"b',
  'a`b',
  "a'b",
  'ÜberGröße',
  '_id',
  '$ref',
  '__proto__',
  ' ',
  '',
  'a.b',
  'A-B',
];
const odd = {
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'integer', description: `${name}\n'"\`\\` }])),
};

test('names and descriptions of any characters', async () => {
  const { table, notices } = plainTable({ schema: odd, name: 't' });
  const columns = table.columns.map(({ name }) => name);
  expect(columns.filter((name) => !/^[a-z][a-z0-9_]{0,114}$/.test(name))).toEqual([]);
  expect(new Set(columns).size).toBe(Object.keys(odd.properties).length);
  expect(notices.length).toBeGreaterThan(names.length / 2);
  expect(await duckdbColumns(engine)('t', duckdb.createTable(table, testedConfig))).toHaveLength(columns.length);
});

test('a table that is too wide is told', () => {
  const properties = Object.fromEntries(Array.from({ length: 1700 }, (_, at) => [`p${at}`, { type: 'string' }]));
  const { table } = plainTable({ schema: { type: 'object', properties }, name: 't' });
  const found = everyDialect.flatMap((dialect) =>
    limitFindings(dialect, dialect.createTable(table, testedConfig)[0]?.sql ?? '').map(({ limit }) => limit),
  );
  expect(found).toEqual(['spectrum-columns', 'spectrum-columns', 'redshift-columns']);
});
