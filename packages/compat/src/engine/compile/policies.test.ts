import type { JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { holds } from '../holds.js';
import type { AnySchema } from '../types.js';
import { Universe } from '../universe.js';
import { compileSchema } from './index.js';

interface Case {
  readonly name: string;
  readonly schema: AnySchema;
  readonly accepts: readonly JsonValue[];
  readonly refuses: readonly JsonValue[];
}

const a = { type: 'object', properties: { a: {} } };
const b = { type: 'object', properties: { b: {} } };

const closed: readonly Case[] = [
  { name: 'an object', schema: { properties: { a: {} } }, accepts: [{}, { a: 1 }, 'text'], refuses: [{ b: 1 }] },
  {
    name: 'an object that says that others are welcome',
    schema: { ...a, additionalProperties: true },
    accepts: [{ a: 1 }],
    refuses: [{ b: 1 }],
  },
  {
    name: 'nothing where the others have a schema',
    schema: { ...a, additionalProperties: { type: 'string' } },
    accepts: [{ b: 'x' }],
    refuses: [{ b: 1 }],
  },
  { name: 'nothing where no property is declared', schema: { type: 'object' }, accepts: [{ b: 1 }], refuses: [1] },
  {
    name: 'patterns',
    schema: { patternProperties: { '^x': { type: 'number' } } },
    accepts: [{ xa: 1 }],
    refuses: [{ a: 1 }, { xa: '' }],
  },
  {
    name: 'a conjunction over all its names',
    schema: { allOf: [a, { $ref: '#/$defs/b' }], $defs: { b } },
    accepts: [{ a: 1, b: 1 }],
    refuses: [{ c: 1 }],
  },
  {
    name: 'objects below properties, elements and maps',
    schema: { properties: { p: a, l: { items: a }, m: { additionalProperties: a } } },
    accepts: [{ p: { a: 1 }, l: [{ a: 1 }], m: { k: { a: 1 } } }],
    refuses: [{ p: { b: 1 } }, { l: [{ b: 1 }] }, { m: { k: { b: 1 } } }],
  },
  {
    name: 'each branch of a union',
    schema: {
      anyOf: [
        { ...a, required: ['a'] },
        { ...b, required: ['b'] },
      ],
    },
    accepts: [{ a: 1 }, { b: 1 }, { a: 1, b: 1 }],
    refuses: [{ a: 1, c: 1 }, {}],
  },
  {
    name: 'no branch that declares nothing',
    schema: {
      anyOf: [
        { ...a, required: ['a'] },
        { type: 'object', minProperties: 2 },
      ],
    },
    accepts: [{ a: 1 }, { x: 1, y: 1 }, { a: 1, x: 1 }],
    refuses: [{ x: 1 }],
  },
  {
    name: 'two unions in one conjunction over the names of both',
    schema: { allOf: [{ anyOf: [a, { type: 'null' }] }, { anyOf: [b, { type: 'null' }] }] },
    accepts: [{ a: 1, b: 1 }, null],
    refuses: [{ c: 1 }, 1],
  },
  {
    name: 'with the names of the branch of oneOf that holds',
    schema: {
      ...a,
      oneOf: [{ properties: { k: { const: 1 }, b: {} }, required: ['k'] }, { properties: { k: { const: 2 } } }],
    },
    accepts: [
      { a: 1, k: 1, b: 1 },
      { a: 1, k: 2 },
    ],
    refuses: [{ k: 2, b: 1 }, { c: 1 }],
  },
  { name: 'nothing below oneOf', schema: { oneOf: [a, { type: 'null' }] }, accepts: [{ b: 1 }], refuses: [1] },
  { name: 'nothing below not', schema: { not: { ...a, required: ['a'] } }, accepts: [{}], refuses: [{ a: 1, b: 1 }] },
  {
    name: 'then and else, but not if',
    // biome-ignore lint/suspicious/noThenProperty: the keyword's own name
    schema: { if: { properties: { k: { const: 1 } }, required: ['k'] }, then: a, else: b },
    accepts: [{ k: 1, a: 1 }, { b: 1 }],
    refuses: [{ k: 1, b: 1 }, { a: 1 }],
  },
  {
    name: 'a recursive object at every depth',
    schema: { properties: { next: { $ref: '#' } } },
    accepts: [{ next: { next: {} } }],
    refuses: [{ next: { next: { b: 1 } } }],
  },
  {
    name: 'a recursive union at every depth',
    schema: {
      anyOf: [{ $ref: '#/$defs/leaf' }, { $ref: '#/$defs/tree' }],
      $defs: {
        leaf: { properties: { leaf: { type: 'number' } }, required: ['leaf'] },
        tree: { properties: { left: { $ref: '#' }, right: { $ref: '#' } }, required: ['left', 'right'] },
      },
    },
    accepts: [{ leaf: 1 }, { left: { leaf: 1 }, right: { left: { leaf: 1 }, right: { leaf: 2 } } }],
    refuses: [
      { leaf: 1, b: 1 },
      { left: { leaf: 1, b: 1 }, right: { leaf: 1 } },
    ],
  },
];

const open: readonly Case[] = [
  { name: 'a closed object', schema: { ...a, additionalProperties: false }, accepts: [{ b: 1 }], refuses: [] },
  { name: 'unevaluated properties', schema: { ...a, unevaluatedProperties: false }, accepts: [{ b: 1 }], refuses: [] },
  {
    name: 'nothing that has a schema',
    schema: { ...a, additionalProperties: { type: 'string' } },
    accepts: [{ b: 'x' }],
    refuses: [{ b: 1 }],
  },
  {
    name: 'objects below properties and references',
    schema: { properties: { p: { $ref: '#/$defs/p' } }, $defs: { p: { additionalProperties: false } } },
    accepts: [{ p: { b: 1 } }],
    refuses: [],
  },
  {
    name: 'nothing below oneOf',
    schema: { oneOf: [{ ...a, additionalProperties: false }, { type: 'null' }] },
    accepts: [{ a: 1 }, null],
    refuses: [{ b: 1 }],
  },
  {
    name: 'nothing below not',
    schema: { not: { ...a, additionalProperties: false } },
    accepts: [{ b: 1 }],
    refuses: [{ a: 1 }],
  },
  { name: 'no list', schema: { prefixItems: [{}], items: false }, accepts: [[1]], refuses: [[1, 2]] },
];

function verdicts(policy: 'writer' | 'reader', schema: AnySchema, values: readonly JsonValue[]) {
  const compiled = compileSchema(new Universe(), schema, { name: 's', assertFormat: true, policy });
  if ('problem' in compiled) throw new Error(compiled.problem.message);
  return values.map((value) => [value, holds(compiled.formula, value)]);
}

describe("the writer's reading closes", () => {
  it.each(closed)('$name', ({ schema, accepts, refuses }) => {
    expect(verdicts('writer', schema, accepts)).toEqual(accepts.map((value) => [value, true]));
    expect(verdicts('writer', schema, refuses)).toEqual(refuses.map((value) => [value, false]));
  });
});

describe("the reader's reading opens", () => {
  it.each(open)('$name', ({ schema, accepts, refuses }) => {
    expect(verdicts('reader', schema, accepts)).toEqual(accepts.map((value) => [value, true]));
    expect(verdicts('reader', schema, refuses)).toEqual(refuses.map((value) => [value, false]));
  });
});
