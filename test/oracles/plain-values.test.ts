import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Field, LogicalType } from '@sluice/contract';
import { duckdb, plainMigration, plainTable, type Table } from '@sluice/ddl';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../../packages/ddl/test/random-values.js';
import { type Engine, startEngine } from '../../packages/lake/src/lake/engine.js';
import { type PlainShape, plainDocument, plainObject } from './random-plain.js';
import { testedConfig } from './statements.js';

type Row = { readonly [column: string]: unknown };

let engine: Engine;
let folder: string;

beforeAll(async () => {
  engine = await startEngine();
  folder = await mkdtemp(path.join(tmpdir(), 'sluice-plain-'));
});

afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true });
});

/** A value as the lake's rows have it: columns for names, JSON as text, times in UTC. */
function stored(value: unknown, type: LogicalType): unknown {
  if (type.kind === 'json') return value === undefined || value === null ? null : JSON.stringify(value);
  if (value === undefined || value === null) return null;
  if (type.kind === 'struct') return storedFields(value as Row, type.fields);
  if (type.kind === 'list') return (value as unknown[]).map((one) => stored(one, type.element));
  if (type.kind === 'map') {
    return Object.fromEntries(Object.entries(value as object).map(([key, one]) => [key, stored(one, type.value)]));
  }
  return type.kind === 'timestamp'
    ? new Date(String(value))
        .toISOString()
        .replace('T', ' ')
        .replace(/\.?0*Z$/, '')
    : value;
}

function storedFields(value: Row, fields: readonly Field[]): Row {
  const names = new Set(fields.map(({ name }) => name));
  expect(Object.keys(value).filter((name) => !names.has(name))).toEqual([]);
  const own = (name: string) => (Object.hasOwn(value, name) ? value[name] : undefined);
  return Object.fromEntries(fields.map(({ name, column, type }) => [column, stored(own(name), type)]));
}

const rowsOf = (table: Table, values: readonly unknown[]) =>
  values.map((value) =>
    storedFields(
      value as Row,
      table.columns.map(({ field }) => field),
    ),
  );

async function run(...statements: readonly { readonly sql: string }[]): Promise<void> {
  for (const { sql } of statements) await engine.connection.run(sql);
}

/** Raw JSON into the table by its own types. */
async function load(table: Table, rows: readonly Row[]): Promise<void> {
  const file = path.join(folder, 'rows.json');
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const types = table.columns.map(({ name, type }) => `"${name}": '${duckdb.columnType(type).replaceAll("'", "''")}'`);
  const columns = table.columns.map(({ name }) => `"${name}"`).join(', ');
  const from = `read_json('${file}', format = 'newline_delimited', columns = {${types.join(', ')}})`;
  await run({ sql: `INSERT INTO t (${columns}) SELECT ${columns} FROM ${from}` });
}

/** What Parquet gives back, in the order of loading. */
async function readBack(): Promise<Row[]> {
  const file = path.join(folder, 'rows.parquet');
  await run({ sql: `COPY t TO '${file}' (FORMAT parquet)` });
  const sql = `SELECT to_json(r)::VARCHAR AS row FROM (SELECT * FROM read_parquet('${file}')) AS r`;
  const reader = await engine.connection.runAndReadAll(sql);
  return reader.getRowObjects().map(({ row }) => JSON.parse(String(row)) as Row);
}

function valuesOf({ schema, value }: PlainShape, seed: number, count = 40): unknown[] {
  const random = randomFrom(seed);
  const validate = addFormats.default(new Ajv2020({ strict: false, ownProperties: true })).compile(schema as object);
  const values = Array.from({ length: count }, () => value(random));
  expect(values.flatMap((one) => (validate(one) ? [] : [{ one, errors: validate.errors }]))).toEqual([]);
  return values;
}

const seeds = Array.from({ length: 20 }, (_, at) => at + 1);

test.each(seeds)('what a schema allows comes back from Parquet as it was (seed %i)', async (seed) => {
  const document = plainDocument(randomFrom(seed));
  const { table } = plainTable({ schema: document.schema, name: 't' });
  const rows = rowsOf(table, valuesOf(document, seed));
  await run(...duckdb.createTable(table, testedConfig));
  try {
    await load(table, rows);
    expect(await readBack()).toEqual(rows);
  } finally {
    await run({ sql: 'DROP TABLE t' });
  }
});

test.each(seeds)('and so after a migration, rows of the old schema unharmed (seed %i)', async (seed) => {
  const random = randomFrom(1000 + seed);
  const first = plainDocument(random);
  const more = plainObject(random);
  const next = grown(first, more);
  const before = plainTable({ schema: first.schema, name: 't' }).table;
  const after = plainTable({ schema: next.schema, name: 't', before }).table;
  const migration = plainMigration(before, after, duckdb, testedConfig);
  expect(migration.refused).toEqual([]);
  const [old, now] = [valuesOf(first, seed), valuesOf(next, seed)];
  await run(...duckdb.createTable(before, testedConfig));
  try {
    await load(before, rowsOf(before, old));
    await run(...migration.statements);
    await load(migration.table, rowsOf(migration.table, now));
    expect(await readBack()).toEqual(rowsOf(migration.table, [...old, ...now]));
  } finally {
    await run({ sql: 'DROP TABLE t' });
  }
});

/** The next version: nothing is required any more, and there are further properties. */
function grown(first: PlainShape, more: PlainShape): PlainShape {
  const [old, added] = [first.schema as Schema, more.schema as Schema];
  const renamed = Object.fromEntries(Object.entries(added.properties).map(([name, one]) => [`${name} 2`, one]));
  return {
    schema: { ...old, required: [], properties: { ...old.properties, ...renamed } },
    value: (random) => {
      const further = Object.entries(more.value(random) as Row).map(([name, one]) => [`${name} 2`, one]);
      return random(2) === 0
        ? Object.fromEntries(further)
        : { ...(first.value(random) as Row), ...Object.fromEntries(further) };
    },
  };
}

type Schema = { readonly properties: { readonly [name: string]: unknown } };
