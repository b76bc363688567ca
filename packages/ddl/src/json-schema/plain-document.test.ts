import { describe, expect, test } from 'vitest';
import { object, read } from '../../test/plain.js';

const documents = [
  {
    name: 'false is no column',
    given: object({ a: false, b: { type: 'integer' } }),
    want: { columns: ['b BIGINT'], notices: ['never'] },
  },
  {
    name: 'a list is one column',
    given: { type: 'array', items: { type: 'string' } },
    want: { columns: ['value VARCHAR[] NOT NULL'], notices: ['root'] },
  },
  { name: 'true', given: true, want: { columns: ['value VARCHAR'], notices: ['any-value', 'root'] } },
  { name: 'false', given: false, want: { columns: ['value VARCHAR'], notices: ['never', 'root'] } },
  { name: 'no schema', given: null, want: { columns: ['value VARCHAR'], notices: ['malformed', 'root'] } },
  {
    name: 'alternatives: required is what all require, and what shares no type is told',
    given: {
      oneOf: [
        object({ a: { const: 'x' }, b: { type: 'string' }, d: { type: 'string' } }, { required: ['a', 'b', 'd'] }),
        object({ a: { const: 'y' }, c: { type: 'integer' }, d: { type: 'integer' } }, { required: ['a', 'c', 'd'] }),
      ],
    },
    want: {
      columns: ['a VARCHAR NOT NULL', 'b VARCHAR', 'd VARCHAR NOT NULL', 'c BIGINT'],
      notices: ['mixed-types', 'union'],
    },
  },
  {
    name: 'alternatives with names that meet',
    given: { anyOf: [object({ aB: { type: 'string' } }), object({ a_b: { type: 'integer' }, a_b_2: {} })] },
    want: {
      columns: ['a_b VARCHAR', 'a_b_3 BIGINT', 'a_b_2 VARCHAR'],
      notices: ['any-value', 'collision', 'union'],
    },
  },
  {
    name: 'recursion ends at once',
    given: {
      $ref: '#/definitions/node',
      definitions: {
        node: object({ name: { type: 'string' }, next: { $ref: '#/definitions/node' } }),
      },
    },
    want: { columns: ['name VARCHAR', 'next VARCHAR'], notices: ['recursive'] },
  },
  {
    name: 'a document that contains itself',
    given: object({ children: { type: 'array', items: { $ref: '#' } } }),
    want: { columns: ['children VARCHAR[]'], notices: ['recursive'] },
  },
  {
    name: 'an id that two schemas claim, and nobody refers to',
    given: object({
      a: { $id: 'https://example.com/x', allOf: [{ $ref: '#/$defs/t' }], $defs: { t: { type: 'integer' } } },
      b: { $id: 'https://example.com/x', allOf: [{ $ref: '#/$defs/t' }], $defs: { t: { type: 'boolean' } } },
    }),
    want: { columns: ['a BIGINT', 'b BOOLEAN'], notices: [] },
  },
  {
    name: 'an id that two schemas claim, and one refers to',
    given: object({
      a: { $id: 'https://example.com/x', type: 'integer' },
      b: { $id: 'https://example.com/x', type: 'boolean' },
      c: { $ref: 'https://example.com/x' },
    }),
    want: { columns: ['a BIGINT', 'b BOOLEAN', 'c VARCHAR'], notices: ['reference'] },
  },
  {
    name: 'an id that is data, or the name of a property',
    given: object({
      $id: { type: 'integer' },
      a: { type: 'integer', examples: [{ $id: 'https://example.com/x' }], default: { $id: 'https://example.com/x' } },
      b: { $id: 'https://example.com/x', type: 'boolean' },
      c: { $ref: 'https://example.com/x' },
    }),
    want: { columns: ['id BIGINT', 'a BIGINT', 'b BOOLEAN', 'c BOOLEAN'], notices: ['name-changed'] },
  },
  {
    name: 'what is used twice is no recursion',
    given: object(
      { from: { $ref: '#/$defs/point' }, to: { allOf: [{ $ref: '#/$defs/point' }, { $ref: '#/$defs/point' }] } },
      { $defs: { point: object({ x: { type: 'number' } }) } },
    ),
    want: { columns: ['from_ STRUCT(x DOUBLE)', 'to_ STRUCT(x DOUBLE)'], notices: ['name-changed', 'name-changed'] },
  },
  {
    name: 'anchors and ids',
    given: object(
      { a: { $ref: '#here' }, b: { $ref: 'other.json' } },
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: 'https://example.com/root.json',
        $defs: {
          one: { $anchor: 'here', type: 'integer' },
          two: { $id: 'https://example.com/other.json', type: 'boolean' },
        },
      },
    ),
    want: { columns: ['a BIGINT', 'b BOOLEAN'], notices: [] },
  },
  {
    name: 'what stands beside a reference that leads elsewhere counts',
    given: {
      allOf: [{ $ref: 'https://example.com/base.json' }, object({ a: { type: 'integer' } }, { required: ['a'] })],
    },
    want: { columns: ['a BIGINT NOT NULL'], notices: ['reference'] },
  },
  {
    name: 'so do alternatives beside it',
    given: object({
      a: { $ref: 'https://example.com/a.json', anyOf: [{ type: 'integer' }, { type: 'null' }] },
      b: { $ref: 'https://example.com/b.json', maxLength: 3 },
    }),
    want: { columns: ['a BIGINT', 'b VARCHAR'], notices: ['reference', 'reference'] },
  },
  {
    name: 'and what stands beside one that comes round',
    given: object({ a: { type: 'integer' } }, { allOf: [{ $ref: '#' }] }),
    want: { columns: ['a BIGINT'], notices: ['recursive'] },
  },
  {
    name: 'references inside a bundled schema are relative to its id',
    given: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://example.com/schemas/order',
      type: 'object',
      properties: { item: { $ref: 'items/one' }, x: { $ref: '#/$defs/x' }, y: { $ref: 'items/one#/$defs/x' } },
      $defs: {
        x: { type: 'integer' },
        item: {
          $id: 'items/one',
          type: 'object',
          properties: { x: { $ref: '#/$defs/x' }, y: { $ref: '/schemas/items/two' }, z: { $ref: '#deep' } },
          $defs: { x: { type: 'boolean' }, z: { $anchor: 'deep', type: 'number' } },
        },
        two: { $id: 'items/two', type: 'string' },
      },
    },
    want: { columns: ['item STRUCT(x BOOLEAN, y VARCHAR, z DOUBLE)', 'x BIGINT', 'y BOOLEAN'], notices: [] },
  },
  {
    name: 'ids of draft 04',
    given: {
      $schema: 'http://json-schema.org/draft-04/schema#',
      id: 'http://example.com/root.json#',
      type: 'object',
      properties: { a: { $ref: 'http://example.com/root.json#/definitions/a' }, b: { $ref: '#b' }, id: { $ref: '#b' } },
      definitions: { a: { type: 'integer' }, b: { id: '#b', type: 'boolean' } },
    },
    want: { columns: ['a BIGINT', 'b BOOLEAN', 'id BOOLEAN'], notices: [] },
  },
  {
    name: 'keywords beside a reference, as the draft has it',
    given: object(
      { a: { $ref: '#/definitions/text', maxLength: 3 }, b: { $ref: '#/definitions/text', type: 'integer' } },
      { $schema: 'http://json-schema.org/draft-07/schema#', definitions: { text: { type: 'string' } } },
    ),
    want: { columns: ['a VARCHAR', 'b VARCHAR'], notices: [] },
  },
  {
    name: 'names',
    given: object({
      'user-id': {},
      userId: { type: 'integer' },
      order: { type: 'integer' },
      '1st': { type: 'integer' },
    }),
    want: {
      columns: ['user_id VARCHAR', 'user_id_2 BIGINT', 'order_ BIGINT', 'c_1st BIGINT'],
      notices: ['any-value', 'collision', 'name-changed', 'name-changed'],
    },
  },
  {
    name: 'a name that is spelled like the column has it',
    given: object({ fooBar: { type: 'integer' }, foo_bar: { type: 'boolean' } }),
    want: { columns: ['foo_bar_2 BIGINT', 'foo_bar BOOLEAN'], notices: ['collision'] },
  },
  {
    name: 'keys that mean something to JavaScript',
    given: JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"integer"},"constructor":{"type":"string"}}}',
    ),
    want: { columns: ['proto BIGINT', 'constructor VARCHAR'], notices: ['name-changed'] },
  },
];

describe('a document', () => {
  test.each(documents)('$name', ({ given, want }) => {
    const { columns, notices } = read(given);
    expect({ columns, notices: [...notices].sort() }).toEqual({ ...want, notices: [...want.notices].sort() });
  });
});
