import { describe, expect, test } from 'vitest';
import { snowplowColumns } from './columns.js';
import { migrationSql, snowplowMigration } from './migrate.js';
import { createTableSql, type SnowplowTable } from './table.js';
import { snowplowType, typeText } from './types.js';

const types = [
  { name: 'mixed enum', given: { type: 'integer', enum: [2, 3, 'hello', 32] }, want: 'VARCHAR(7)' },
  { name: 'texts and others, but no number', given: { enum: ['bcd', [1]] }, want: 'VARCHAR(3)' },
  { name: 'booleans alone', given: { type: 'boolean', enum: [true, false] }, want: 'VARCHAR(5)' },
  { name: 'two types', given: { type: ['string', 'integer', 'null'] }, want: 'VARCHAR(4096)' },
  { name: 'boolean or integer', given: { type: ['boolean', 'integer'] }, want: 'VARCHAR(10)' },
  { name: 'time', given: { type: 'string', format: 'date-time' }, want: 'TIMESTAMP' },
  { name: 'time or null', given: { type: ['string', 'null'], format: 'date-time' }, want: 'TIMESTAMP' },
  { name: 'date', given: { type: 'string', format: 'date' }, want: 'DATE' },
  { name: 'array', given: { type: ['array', 'null'] }, want: 'VARCHAR(65535)' },
  { name: 'integer up to 15 bits', given: { type: 'integer', maximum: 32767 }, want: 'SMALLINT' },
  { name: 'one more', given: { type: 'integer', maximum: 32768 }, want: 'INT' },
  { name: 'up to 31 bits', given: { type: ['integer', 'null'], maximum: 2147483647 }, want: 'INT' },
  { name: 'one more than that', given: { type: 'integer', maximum: 2147483648 }, want: 'BIGINT' },
  { name: 'beyond 64 bits', given: { type: 'integer', maximum: 2 ** 63 }, want: 'BIGINT' },
  { name: 'a fraction as the maximum', given: { type: 'integer', maximum: 10.5 }, want: 'DECIMAL' },
  { name: 'integers of an enum', given: { enum: [1, 40000] }, want: 'INT' },
  { name: 'integer', given: { type: ['integer', 'null'] }, want: 'BIGINT' },
  { name: 'the minimum does not count', given: { type: 'integer', minimum: 0 }, want: 'BIGINT' },
  { name: 'whole multiples', given: { type: 'number', multipleOf: 1 }, want: 'INT' },
  { name: 'whole multiples with a maximum', given: { type: 'number', multipleOf: 1, maximum: 7 }, want: 'SMALLINT' },
  { name: 'cents', given: { type: 'number', multipleOf: 0.01 }, want: 'DECIMAL(36,2)' },
  { name: 'number', given: { type: ['number', 'null'] }, want: 'DOUBLE PRECISION' },
  { name: 'integer or number', given: { type: ['integer', 'number'] }, want: 'DOUBLE PRECISION' },
  { name: 'boolean', given: { type: 'boolean' }, want: 'BOOLEAN' },
  { name: 'one length', given: { type: ['string', 'null'], minLength: '12', maxLength: '12' }, want: 'CHAR(12)' },
  { name: 'uuid', given: { type: 'string', format: 'uuid' }, want: 'CHAR(36)' },
  { name: 'ipv6 beats the length', given: { type: 'string', format: 'ipv6', maxLength: 99 }, want: 'VARCHAR(39)' },
  { name: 'ipv4', given: { type: 'string', format: 'ipv4' }, want: 'VARCHAR(15)' },
  { name: 'email', given: { type: 'string', format: 'email' }, want: 'VARCHAR(255)' },
  { name: 'a length', given: { type: 'string', maxLength: 42 }, want: 'VARCHAR(42)' },
  {
    name: 'an enum beats the length',
    given: { type: 'string', enum: ['one', 'two'], maxLength: 42 },
    want: 'VARCHAR(3)',
  },
  { name: 'one value', given: { enum: ['only'] }, want: 'CHAR(4)' },
  { name: 'text', given: { type: 'string' }, want: 'VARCHAR(4096)' },
  { name: 'an object', given: { type: 'object' }, want: 'VARCHAR(4096)' },
  { name: 'nothing', given: {}, want: 'VARCHAR(4096)' },
];

test.each(types)('$name', ({ given, want }) => {
  expect(typeText(snowplowType(given))).toBe(want);
});

const object = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties, required });
const text = { type: 'string' };

const shapes = [
  {
    name: 'NOT NULL first, then by name; required at every level',
    given: object(
      {
        zoo: text,
        aField: object({ bField: text, 'd-field': text }, ['d-field']),
        other: object({ inner: text }, ['inner']),
        HTMLPage: { type: ['string', 'null'] },
      },
      ['aField', 'zoo', 'HTMLPage'],
    ),
    want: ['a_field.d_field!', 'zoo!', 'a_field.b_field', 'html_page', 'other.inner'],
  },
  {
    name: 'what is no object with properties is one column',
    given: object({
      list: { type: 'array', items: object({ no: text }) },
      either: { type: ['object', 'string'], properties: { no: text } },
      untyped: { properties: { no: text } },
      some: { type: 'object', oneOf: [{ type: 'object' }, { type: 'string' }], properties: { no: text } },
      one: { oneOf: [object({ no: text })] },
      free: { type: 'object', patternProperties: { no: text }, additionalProperties: object({ no: text }) },
    }),
    want: ['either', 'free', 'list', 'one', 'some', 'untyped'],
  },
  {
    name: 'patterns beside properties make no column',
    given: object({ a: { type: 'object', properties: { b: text }, patternProperties: { no: text } } }),
    want: ['a.b'],
  },
  { name: 'null among the values', given: object({ a: { type: 'string', enum: ['x', null] } }, ['a']), want: ['a'] },
  {
    name: 'an object that may be null',
    given: object({ a: { ...object({ b: text }), type: ['object', 'null'] } }),
    want: ['a.b'],
  },
  { name: 'no object', given: { type: 'string' }, want: [] },
];

test.each(shapes)('$name', ({ given, want }) => {
  expect(snowplowColumns(given).columns.map(({ name, nullable }) => `${name}${nullable ? '' : '!'}`)).toEqual(want);
});

const beyond = [
  {
    name: 'a text that Redshift has no column for',
    given: { a: { type: 'string', maxLength: 100_000 } },
    want: ['a VARCHAR(65535)'],
    code: 'out-of-range',
  },
  {
    name: 'a CHAR that is too long',
    given: { a: { type: 'string', minLength: 5000, maxLength: 5000 } },
    want: ['a VARCHAR(5000)'],
    code: 'out-of-range',
  },
  {
    name: 'two properties of one name',
    given: { aB: text, a_b: text },
    want: ['a_b VARCHAR(4096)'],
    code: 'collision',
  },
  { name: 'the name of a parent column', given: { rootId: text }, want: [], code: 'collision' },
];

test.each(beyond)('$name is told', ({ given, want, code }) => {
  const { columns, notices } = snowplowColumns(object(given));
  expect(columns.map(({ name, type }) => `${name} ${typeText(type)}`)).toEqual(want);
  expect(notices.map((notice) => notice.code)).toEqual([code]);
});

function tableOf(properties: object, required: readonly string[] = [], version = '1-0-0'): SnowplowTable {
  const { columns } = snowplowColumns(object(properties, required));
  return { schema: 's', name: 'com_acme_example_1', columns, uri: `iglu:com.acme/example/jsonschema/${version}` };
}

const limited = (maxLength: number) => ({ type: 'string', maxLength });

test('a table in the layout of schema-ddl', async () => {
  const table = tableOf({ foo: limited(20), on: { type: 'boolean' }, rate: { type: 'number' } }, ['on']);
  await expect(`${createTableSql(table)}\n`).toMatchFileSnapshot('golden/table.sql');
});

test('longer texts come first and outside of the transaction, new columns behind', async () => {
  const before = tableOf({ foo: limited(20), gone: text }, []);
  const after = tableOf({ foo: limited(30), bar: limited(10), aa: { type: 'number' } }, ['bar'], '1-0-1');
  const migration = snowplowMigration(before, after);
  expect(migration.table.columns.map(({ name, type, nullable }) => `${name} ${typeText(type)} ${nullable}`)).toEqual([
    'foo VARCHAR(30) true',
    'gone VARCHAR(4096) true',
    'bar VARCHAR(10) true',
    'aa DOUBLE PRECISION true',
  ]);
  await expect(`${migrationSql(migration, before)}\n`).toMatchFileSnapshot('golden/migration.sql');
});

test('a name that somebody chose is quoted where it has to be', () => {
  const table = { ...tableOf({ foo: limited(20) }), name: "it's", schema: 'order' };
  expect(createTableSql(table)).toContain('CREATE TABLE IF NOT EXISTS "order"."it\'s" (');
  expect(createTableSql(table)).toContain('REFERENCES "order".events(event_id)');
  const after = { ...tableOf({ foo: limited(30) }), name: table.name, schema: table.schema };
  const sql = migrationSql(snowplowMigration(table, after), table);
  expect(sql).toContain(`WHERE c.relname = 'it''s';`);
  expect(sql).toContain(`ALTER TABLE "order"."it's"\n    ALTER COLUMN "foo" TYPE VARCHAR(30);`);
});

test('nothing to add', async () => {
  const before = tableOf({ foo: limited(20) });
  const migration = snowplowMigration(before, tableOf({ foo: limited(10) }, [], '1-0-1'));
  expect(migration.table.columns).toEqual(before.columns);
  await expect(`${migrationSql(migration, before)}\n`).toMatchFileSnapshot('golden/nothing-added.sql');
});

const pairs = [
  { name: 'VARCHAR → longer', from: limited(5), to: limited(6), want: 'longer' },
  { name: 'VARCHAR → shorter', from: limited(6), to: limited(5), want: 'nothing' },
  {
    name: 'SMALLINT in INT',
    from: { type: 'integer', maximum: 40000 },
    to: { type: 'integer', maximum: 5 },
    want: 'nothing',
  },
  { name: 'SMALLINT in VARCHAR(5)', from: limited(5), to: { type: 'integer', maximum: 5 }, want: 'nothing' },
  { name: 'SMALLINT in VARCHAR(4)', from: limited(4), to: { type: 'integer', maximum: 5 }, want: 'breaking' },
  { name: 'INT → BIGINT', from: { type: 'integer', maximum: 40000 }, to: { type: 'integer' }, want: 'breaking' },
  { name: 'BIGINT in DOUBLE', from: { type: 'number' }, to: { type: 'integer' }, want: 'nothing' },
  { name: 'DOUBLE → BIGINT', from: { type: 'integer' }, to: { type: 'number' }, want: 'breaking' },
  { name: 'BOOLEAN in VARCHAR', from: text, to: { type: 'boolean' }, want: 'nothing' },
  { name: 'TIMESTAMP in VARCHAR', from: text, to: { type: 'string', format: 'date-time' }, want: 'nothing' },
  { name: 'DECIMAL in DOUBLE', from: { type: 'number' }, to: { type: 'number', multipleOf: 0.01 }, want: 'nothing' },
  { name: 'CHAR → longer', from: { enum: ['ab'] }, to: { enum: ['abc'] }, want: 'breaking' },
  { name: 'CHAR → shorter', from: { enum: ['abc'] }, to: { enum: ['ab'] }, want: 'nothing' },
];

describe('a type that changes', () => {
  test.each(pairs)('$name', ({ from, to, want }) => {
    const { breaking, longer } = snowplowMigration(tableOf({ a: from }), tableOf({ a: to }));
    expect(breaking.length > 0 ? 'breaking' : longer.length > 0 ? 'longer' : 'nothing').toBe(want);
  });
});

test('a required column that may be NULL now, or is gone, is breaking', () => {
  const before = tableOf({ a: text, b: text }, ['a', 'b']);
  expect(snowplowMigration(before, tableOf({ a: text }, [])).breaking).toEqual([
    'Making required column nullable a',
    'Making required column nullable b',
  ]);
});
