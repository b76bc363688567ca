import { readJson } from '@sluice/contract';
import { describe, expect, test } from 'vitest';
import { object, read } from '../../test/plain.js';
import type { NoticeCode } from './notice.js';
import { plainTable, tableNameOf } from './plain-table.js';

interface Case {
  readonly name: string;
  /** The one property `a`, required. */
  readonly given: unknown;
  readonly want: string;
  readonly notices?: readonly NoticeCode[];
}

const types: readonly Case[] = [
  { name: 'boolean', given: { type: 'boolean' }, want: 'BOOLEAN NOT NULL' },
  { name: 'integer', given: { type: 'integer' }, want: 'BIGINT NOT NULL' },
  { name: 'integer with one bound', given: { type: 'integer', maximum: 10 }, want: 'BIGINT NOT NULL' },
  {
    name: 'integer of 32 bits',
    given: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
    want: 'INTEGER NOT NULL',
  },
  { name: 'one more', given: { type: 'integer', minimum: 0, maximum: 2 ** 31 }, want: 'BIGINT NOT NULL' },
  {
    name: 'exclusive bounds of draft 06',
    given: { type: 'integer', exclusiveMinimum: -1, exclusiveMaximum: 2 ** 31 },
    want: 'INTEGER NOT NULL',
  },
  {
    name: 'exclusive bounds of draft 04',
    given: { type: 'integer', minimum: 0, maximum: 10, exclusiveMaximum: true },
    want: 'INTEGER NOT NULL',
  },
  ...[
    ['"maximum":9223372036854775807', 'BIGINT'],
    ['"maximum":"9223372036854775807"', 'BIGINT'],
    ['"maximum":9223372036854775807.0', 'BIGINT'],
    ['"maximum":9.223372036854775807e18', 'BIGINT'],
    ['"maximum":9223372036854775807.5', 'DECIMAL(38,0)'],
    ['"maximum":9223372036854775808', 'DECIMAL(38,0)'],
    ['"maximum":"9223372036854775808"', 'DECIMAL(38,0)'],
    ['"maximum":9223372036854776000', 'DECIMAL(38,0)'],
    ['"maximum":9223372036854775808,"exclusiveMaximum":true', 'BIGINT'],
    ['"exclusiveMaximum":9223372036854775808', 'BIGINT'],
    ['"exclusiveMaximum":9223372036854775807.5', 'BIGINT'],
    ['"exclusiveMaximum":9223372036854775809', 'DECIMAL(38,0)'],
    ['"minimum":-9223372036854775808', 'BIGINT'],
    ['"minimum":-9223372036854775809', 'DECIMAL(38,0)'],
    ['"exclusiveMinimum":-9223372036854775809', 'BIGINT'],
    ['"exclusiveMinimum":-9223372036854775810', 'DECIMAL(38,0)'],
    ['"minimum":0,"maximum":18446744073709551615', 'DECIMAL(38,0)'],
    ['"format":"uint64"', 'DECIMAL(38,0)'],
    ['"format":"uint64","maximum":10,"minimum":0', 'INTEGER'],
    ['"format":"int64"', 'BIGINT'],
    ['"format":"int64","maximum":9223372036854775808', 'DECIMAL(38,0)'],
    ['"maximum":1e400', 'DECIMAL(38,0)'],
    ['"maximum":1e999999999', 'DECIMAL(38,0)'],
    ['"minimum":0,"exclusiveMaximum":1e-999999999', 'INTEGER'],
    ['"maximum":2147483647,"minimum":-2147483648', 'INTEGER'],
    ['"maximum":2147483648,"minimum":-2147483648', 'BIGINT'],
    ['"enum":[9223372036854775807,-9223372036854775808]', 'BIGINT'],
    ['"enum":[9223372036854775808]', 'DECIMAL(38,0)'],
    ['"const":-9223372036854775809', 'DECIMAL(38,0)'],
    ['"allOf":[{"maximum":9223372036854775808},{"maximum":9223372036854775807}]', 'BIGINT'],
    ['"allOf":[{"minimum":-9223372036854775809},{"minimum":-9223372036854775808}]', 'BIGINT'],
    ['"allOf":[{"enum":[9223372036854775808,1]},{"enum":[1,9223372036854775807]}]', 'INTEGER'],
  ].map(([text = '', type = '']) => ({
    name: `64 bits as they are written: ${text}`,
    given: readJson(`{"type":"integer",${text}}`) as object,
    want: `${type} NOT NULL`,
    notices: type.startsWith('DECIMAL') ? (['out-of-range'] as const) : [],
  })),
  {
    name: 'beyond 64 bits',
    given: { type: 'integer', maximum: 1e30 },
    want: 'DECIMAL(38,0) NOT NULL',
    notices: ['out-of-range'],
  },
  { name: 'number', given: { type: 'number' }, want: 'DOUBLE NOT NULL' },
  { name: 'whole multiples', given: { type: 'number', multipleOf: 5 }, want: 'BIGINT NOT NULL' },
  { name: 'cents', given: { type: 'number', multipleOf: 0.01 }, want: 'DECIMAL(38,2) NOT NULL' },
  {
    name: 'cents with bounds',
    given: { type: 'number', multipleOf: 0.01, minimum: -1, maximum: 9999.99 },
    want: 'DECIMAL(6,2) NOT NULL',
  },
  { name: 'other multiples', given: { type: 'number', multipleOf: 0.25 }, want: 'DOUBLE NOT NULL' },
  { name: 'string', given: { type: 'string', maxLength: 5 }, want: 'VARCHAR NOT NULL' },
  { name: 'date', given: { type: 'string', format: 'date' }, want: 'DATE NOT NULL' },
  { name: 'time', given: { type: 'string', format: 'date-time' }, want: 'TIMESTAMP NOT NULL' },
  { name: 'null among the types', given: { type: ['null', 'integer'] }, want: 'BIGINT' },
  { name: 'null alone', given: { type: 'null' }, want: 'VARCHAR', notices: ['any-value'] },
  { name: 'nullable as in OpenAPI', given: { type: 'integer', nullable: true }, want: 'BIGINT' },
  { name: 'integer or number', given: { type: ['integer', 'number'] }, want: 'DOUBLE NOT NULL' },
  {
    name: 'types that share nothing',
    given: { type: ['string', 'integer'] },
    want: 'VARCHAR NOT NULL',
    notices: ['mixed-types'],
  },
  { name: 'an enum', given: { enum: ['a', 'b'] }, want: 'VARCHAR NOT NULL' },
  { name: 'an enum with null', given: { enum: ['a', null] }, want: 'VARCHAR' },
  { name: 'an enum that null does not fit', given: { type: 'string', enum: ['a', null] }, want: 'VARCHAR NOT NULL' },
  { name: 'an enum of integers', given: { enum: [1, 300] }, want: 'INTEGER NOT NULL' },
  { name: 'an enum of numbers', given: { enum: [1, 0.5] }, want: 'DOUBLE NOT NULL' },
  { name: 'an enum of kinds', given: { enum: [1, 'a'] }, want: 'VARCHAR NOT NULL', notices: ['mixed-types'] },
  { name: 'a constant', given: { const: true }, want: 'BOOLEAN NOT NULL' },
  { name: 'the type is missing', given: { maxLength: 3 }, want: 'VARCHAR', notices: ['type-missing'] },
  { name: 'nothing is said', given: {}, want: 'VARCHAR', notices: ['any-value'] },
  { name: 'true', given: true, want: 'VARCHAR', notices: ['any-value'] },
  { name: 'no schema', given: 7, want: 'VARCHAR', notices: ['malformed'] },
  { name: 'a type of draft 03', given: { type: 'any' }, want: 'VARCHAR', notices: ['any-value'] },
  { name: 'a type that there is not', given: { type: 'int' }, want: 'VARCHAR', notices: ['malformed'] },
  {
    name: 'one type that there is not',
    given: { type: ['string', 'int'] },
    want: 'VARCHAR NOT NULL',
    notices: ['malformed'],
  },
  {
    name: 'a type that there is not, and keywords that tell it',
    given: { type: 'Object', properties: { b: { type: 'integer' } } },
    want: 'STRUCT(b BIGINT)',
    notices: ['type-missing'],
  },
  {
    name: 'a constant that is an object',
    given: { const: { b: 1 } },
    want: 'VARCHAR NOT NULL',
    notices: ['mixed-types'],
  },
  {
    name: 'lists whose items share nothing',
    given: {
      oneOf: [
        { type: 'array', items: { type: 'string' } },
        { type: 'array', items: { type: 'integer' } },
      ],
    },
    want: 'VARCHAR[] NOT NULL',
    notices: ['mixed-types', 'union'],
  },
  { name: 'a list', given: { type: 'array', items: { type: 'integer' } }, want: 'BIGINT[] NOT NULL' },
  { name: 'any list', given: { type: 'array' }, want: 'VARCHAR NOT NULL', notices: ['free-form-list'] },
  {
    name: 'a tuple of one type',
    given: { type: 'array', items: [{ type: 'integer' }, { type: 'integer' }] },
    want: 'BIGINT[] NOT NULL',
    notices: ['tuple'],
  },
  {
    name: 'a tuple of draft 2020-12',
    given: { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'integer' } },
    want: 'VARCHAR NOT NULL',
    notices: ['tuple'],
  },
  {
    name: 'a struct',
    given: object({ b: { type: 'integer' }, c: { type: 'string' } }),
    want: 'STRUCT(b BIGINT, c VARCHAR) NOT NULL',
  },
  {
    name: 'a map',
    given: { type: 'object', additionalProperties: { type: 'integer' } },
    want: 'MAP(VARCHAR, BIGINT) NOT NULL',
  },
  {
    name: 'keys by pattern',
    given: { type: 'object', patternProperties: { '^x-': { type: 'integer' } } },
    want: 'MAP(VARCHAR, BIGINT) NOT NULL',
    notices: ['pattern-properties'],
  },
  {
    name: 'keys beside the named ones',
    given: object({ b: { type: 'integer' } }, { patternProperties: { '^x-': { type: 'integer' } } }),
    want: 'STRUCT(b BIGINT) NOT NULL',
    notices: ['other-keys'],
  },
  { name: 'any object', given: { type: 'object' }, want: 'VARCHAR NOT NULL', notices: ['free-form-object'] },
  {
    name: 'one of several texts',
    given: {
      anyOf: [
        { type: 'string', maxLength: 3 },
        { type: 'string', format: 'uuid' },
      ],
    },
    want: 'VARCHAR NOT NULL',
    notices: ['union'],
  },
  { name: 'something or null', given: { oneOf: [{ type: 'null' }, { type: 'integer' }] }, want: 'BIGINT' },
  {
    name: 'one of several objects',
    given: { oneOf: [object({ b: { type: 'integer' } }), object({ c: { type: 'string' } })] },
    want: 'STRUCT(b BIGINT, c VARCHAR) NOT NULL',
    notices: ['union'],
  },
  {
    name: 'an object or a text',
    given: { oneOf: [object({ b: { type: 'integer' } }), { type: 'string' }] },
    want: 'VARCHAR NOT NULL',
    notices: ['mixed-types'],
  },
  {
    name: 'all of several',
    given: { allOf: [object({ b: { type: 'integer' } }), object({ c: { type: 'string' } })] },
    want: 'STRUCT(b BIGINT, c VARCHAR) NOT NULL',
  },
  {
    name: 'all of what shares nothing',
    given: { allOf: [{ type: 'string' }, { type: 'integer' }] },
    want: 'VARCHAR',
    notices: ['contradiction'],
  },
  {
    name: 'a condition',
    given: object({ b: { type: 'integer' } }, JSON.parse('{"if":{},"then":{"properties":{"c":{"type":"boolean"}}}}')),
    want: 'STRUCT(b BIGINT, c BOOLEAN) NOT NULL',
    notices: ['conditional'],
  },
  { name: 'a reference elsewhere', given: { $ref: 'https://example.com/x' }, want: 'VARCHAR', notices: ['reference'] },
];

describe('one required property', () => {
  test.each(types)('$name', ({ given, want, notices = [] }) => {
    expect(read(object({ a: given }, { required: ['a'] }))).toEqual({ columns: [`a ${want}`], notices });
  });
});

test('nesting without end ends as JSON', () => {
  let schema: unknown = { type: 'integer' };
  for (let depth = 0; depth < 3000; depth++) schema = object({ a: schema });
  expect(read(schema).notices).toContain('too-deep');
});

test('references that multiply end as JSON', () => {
  const definitions = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => {
      const next = { $ref: `#/definitions/d${at + 1}` };
      return [`d${at}`, object({ a: next, b: next })];
    }),
  );
  const { notices } = plainTable({
    schema: { $ref: '#/definitions/d0', definitions: { ...definitions, d40: { type: 'integer' } } },
    name: 't',
  });
  expect(new Set(notices.map(({ code }) => code))).toContain('too-large');
});

test('structs taken apart', () => {
  const schema = object({ place: object({ zipCode: { type: 'string' } }), placeZipCode: { type: 'integer' } });
  const { table, notices } = plainTable({ schema, name: 't', flat: true });
  expect(table.columns.map(({ name }) => name)).toEqual(['place_zip_code', 'place_zip_code_2']);
  expect(notices.map(({ code }) => code)).toEqual(['collision']);
});

const tableNames = [
  {
    name: 'from the self block',
    given: { self: { vendor: 'com.acme', name: 'PageView', version: '2-0-1' } },
    want: 'com_acme_page_view_2',
  },
  { name: 'from the id', given: { $id: 'https://example.com/schemas/Order.schema.json' }, want: 'order_' },
  { name: 'from the title', given: { title: 'Web page' }, want: 'web_page' },
  { name: 'from the file', given: true, want: 'my_file' },
];

test.each(tableNames)('the table is named $name', ({ given, want }) => {
  expect(tableNameOf(given, 'my-file.json')).toBe(want);
});
