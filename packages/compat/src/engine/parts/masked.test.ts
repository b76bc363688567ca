import { describe, expect, it } from 'vitest';
import { comparePair } from '../compare-pair.js';
import type { AnySchema } from '../types.js';

const text = { type: 'string' };
const names = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Types that contain each other, what is allowed in them depends on a value, and nothing else is. */
const nested = (extra: object) => ({
  $ref: '#/$defs/Node',
  $defs: {
    Base: {
      type: 'object',
      properties: { kind: { enum: names }, options: { type: 'object' }, ...extra },
      allOf: names.map((name, index) => ({
        if: { properties: { kind: { const: name } } },
        ...Object.fromEntries([
          [
            'then',
            {
              properties: {
                options: { properties: { [`x${index}`]: { type: 'integer' } }, additionalProperties: false },
                list: { type: 'array', items: { $ref: '#/$defs/Node' } },
              },
            },
          ],
        ]),
      })),
    },
    Node: { $ref: '#/$defs/Base', required: ['name'], properties: { name: text }, unevaluatedProperties: false },
  },
});

/** Patterns that look back: whether one includes the other is not decided. */
const lookingBack = [{ pattern: '^(a+)\\1$' }, { pattern: '^(b?a+)\\1$' }] as const;
const overlapping = branches(28, 3);

/** Two schemas that cannot be compared, or not with so few steps. */
const hard: readonly (readonly [name: string, before: AnySchema, after: AnySchema])[] = [
  ['patterns', ...lookingBack],
  ['recursive conditional types', nested({ p: lookingBack[0] }), nested({ p: lookingBack[1] })],
  [
    'overlapping branches without constants',
    { oneOf: overlapping.map((one, index) => (index === 5 ? { ...one, maxProperties: 9 } : one)) },
    { oneOf: overlapping },
  ],
  [
    'denials inside each other',
    { not: { anyOf: [{ not: { properties: { p: { not: lookingBack[1] } } } }, { minProperties: 4 }] } },
    { not: { anyOf: [{ not: { properties: { p: { not: lookingBack[0] } } } }, { minProperties: 4 }] } },
  ],
];
const budget = 100;

function branches(count: number, properties: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'object',
    properties: Object.fromEntries(
      Array.from({ length: properties }, (_, at) => [
        `p${(index * 5 + at * 7) % 11}`,
        { type: (index + at) % 2 ? 'string' : 'integer' },
      ]),
    ),
    minProperties: 1 + (index % 3),
  }));
}

type Around = (hard: AnySchema, easy: object) => AnySchema;

/** Where the easy difference stands beside the hard one. */
const positions: readonly (readonly [name: string, around: Around, witness: unknown])[] = [
  [
    'beside',
    (one, easy) => ({ type: 'object', properties: { hard: inside(one), easy }, ...defsOf(one) }),
    { easy: null },
  ],
  [
    'after',
    (one, easy) => ({
      type: 'object',
      properties: { zone: inside(one), a: { type: 'array', items: { properties: { easy } } } },
      ...defsOf(one),
    }),
    { a: [{ easy: null }] },
  ],
  [
    'in another branch',
    (one, easy) => ({ ...defsOf(one), anyOf: [member('a', { hard: inside(one) }), member('b', { easy })] }),
    { type: 'b', easy: null },
  ],
  [
    'around',
    (one, easy) => ({ ...defsOf(one), type: 'object', properties: { easy }, additionalProperties: inside(one) }),
    { easy: null },
  ],
];

function member(type: string, properties: object): object {
  return { type: 'object', properties: { type: { const: type }, ...properties }, required: ['type'] };
}

function inside(schema: AnySchema): AnySchema {
  if (typeof schema === 'boolean') return schema;
  const { $defs: _, ...rest } = schema;
  return rest;
}

function defsOf(schema: AnySchema): object {
  return typeof schema !== 'boolean' && schema.$defs ? { $defs: schema.$defs } : {};
}

describe('what cannot be decided hides no break', () => {
  for (const [what, before, after] of hard) {
    const options = { policy: 'strict', direction: 'backward', budget } as const;

    it(`${what}: alone`, () => {
      expect(comparePair(before, after, options).backward?.answer).toBe('unknown');
    });

    it.each(positions)(`${what}: %s`, (_, around, witness) => {
      const result = comparePair(around(before, {}), around(after, text), options);
      const rest = expect.objectContaining({ answer: 'unknown' });
      expect(result).toEqual({ backward: { answer: 'breaking', witness, rest } });
    });
  }
});
