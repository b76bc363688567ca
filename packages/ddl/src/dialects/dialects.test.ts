import type { LogicalKind } from '@sluice/contract';
import { describe, expect, test } from 'vitest';
import { changeCases } from '../../test/changes.js';
import { dialectFiles, evolutionsAsText, goldenFile, quotedAsText } from '../../test/dialect-output.js';
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

describe.each(dialects)('$id', (dialect) => {
  test.each(dialectFiles(dialect))('$file is as written down', async ({ file, content }) => {
    await expect(content).toMatchFileSnapshot(goldenFile(dialect.id, file));
  });

  test('every change of a table is answered as written down', async () => {
    await expect(evolutionsAsText(dialect, changeCases)).toMatchFileSnapshot(goldenFile(dialect.id, 'evolve.txt'));
  });

  test('awkward names and texts are quoted as written down', async () => {
    await expect(quotedAsText(dialect)).toMatchFileSnapshot(goldenFile(dialect.id, 'quoted.txt'));
  });
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
