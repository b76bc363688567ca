import type { LogicalKind } from '@sluice/contract';
import { expect, test } from 'vitest';
import { testModel } from '../../test/model.js';
import { everyDialect as dialects, redshift, tablesOf } from '../index.js';

const family = testModel.events.find(({ name }) => name === 'everything');
const columns = family ? (tablesOf(testModel, family, 'columnar')[0]?.columns ?? []) : [];

const kinds: { readonly [K in LogicalKind]: true } = {
  boolean: true,
  int32: true,
  int64: true,
  float64: true,
  decimal: true,
  string: true,
  enum: true,
  uuid: true,
  date: true,
  timestamp: true,
  struct: true,
  list: true,
  map: true,
  json: true,
};

test('the test model has every logical type, so every golden file does', () => {
  expect(new Set(columns.map(({ type }) => type.kind))).toEqual(new Set(Object.keys(kinds)));
});

test.each(dialects)('$id has a type for every column, on one line', ({ columnType }) => {
  expect(columns.map(({ type }) => columnType(type)).filter((type) => !/^[^\n]+$/.test(type))).toEqual([]);
});

const names = [
  {
    name: 'user_id',
    want: { athena: 'user_id', duckdb: '"user_id"', glue: 'user_id', redshift: 'user_id', spark: 'user_id' },
  },
  {
    name: '_extra',
    want: { athena: '`_extra`', duckdb: '"_extra"', glue: '`_extra`', redshift: '"_extra"', spark: '`_extra`' },
  },
  {
    name: 'timestamp',
    want: {
      athena: '`timestamp`',
      duckdb: '"timestamp"',
      glue: '`timestamp`',
      redshift: '"timestamp"',
      spark: '`timestamp`',
    },
  },
  {
    name: 'a"`b',
    want: { athena: '`a"``b`', duckdb: '"a""`b"', glue: '`a"``b`', redshift: '"a""`b"', spark: '`a"``b`' },
  },
];

test.each(names)('the name $name is quoted where it has to be', ({ name, want }) => {
  expect(Object.fromEntries(dialects.map(({ id, quote }) => [id, quote(name)]))).toEqual(want);
});

const texts = [
  {
    name: 'a quote',
    text: "it's",
    want: { athena: "'it\\'s'", duckdb: "'it''s'", glue: "'it\\'s'", redshift: "'it''s'", spark: "'it\\'s'" },
  },
  {
    name: 'a backslash',
    text: '\\',
    want: { athena: "'\\\\'", duckdb: "'\\'", glue: "'\\\\'", redshift: "'\\\\'", spark: "'\\\\'" },
  },
];

test.each(texts)('$name in a literal cannot end it', ({ text, want }) => {
  expect(Object.fromEntries(dialects.map(({ id, literal }) => [id, literal(text)]))).toEqual(want);
});

const lengths = [
  { name: 'four bytes a character', type: { kind: 'string', maxLength: 100 } as const, want: 'VARCHAR(400)' },
  { name: 'never above the limit', type: { kind: 'string', maxLength: 16_384 } as const, want: 'VARCHAR(65535)' },
  { name: 'the limit where nothing is said', type: { kind: 'string' } as const, want: 'VARCHAR(65535)' },
  { name: 'never zero', type: { kind: 'string', maxLength: 0 } as const, want: 'VARCHAR(1)' },
  {
    name: 'the longest of an enum in bytes',
    type: { kind: 'enum', values: ['übergroß', 'small'] } as const,
    want: 'VARCHAR(10)',
  },
];

test.each(lengths)('Redshift text: $name', ({ type, want }) => {
  expect(redshift.columnType(type)).toBe(want);
});
