import { Type as TypeBox } from '@sinclair/typebox';
import { describe, expect, it } from 'vitest';
import { defineEnvelope, defineEvent } from './define.js';
import { isContractError, type Problem } from './errors.js';
import { Decimal, Enum, EpochMillis, Id64, Int32, Json, Type } from './types.js';

const base = { name: 'purchase', version: '1.0', owner: 'commerce', description: 'A customer paid.' };
const about = { description: 'What it means.' };

function problemOf(make: () => unknown): Problem | undefined {
  try {
    make();
  } catch (error) {
    if (isContractError(error)) return { code: error.code, path: error.path, message: error.message, fix: error.fix };
    throw error;
  }
  return undefined;
}

/** `properties` written by somebody who does not listen to the type checker. */
const withProperties = (properties: unknown) => () =>
  defineEvent({ ...base, properties: properties as Record<string, never> });

it.each([
  ['null', { type: ['string', 'null'], default: null }],
  ['an object, whatever the order of its keys', { enum: [{ a: 1, b: 2 }], default: { b: 2, a: 1 } }],
  ['one of several', { anyOf: [{ type: 'string' }, { minimum: 3 }], default: 4 }],
  [
    'what a pattern of names allows',
    { patternProperties: { '^a': {} }, additionalProperties: { type: 'string' }, default: { a: 1 } },
  ],
  ['what only validators can tell', { not: { contains: { const: 1 } }, default: [2] }],
] as const)('a free field may have this default: %s', (_, schema) => {
  const properties = { a: Json({ description: 'x', ...(schema as { readonly [keyword: string]: unknown }) }) };
  expect(
    defineEvent({ name: 'one', version: '1.0', owner: 'o', description: 'd', properties }).properties.a,
  ).toMatchObject({
    default: schema.default,
  });
});

describe('defineEvent', () => {
  it('turns TypeBox into plain JSON Schema, in the order as written', () => {
    const definition = defineEvent({
      ...base,
      properties: {
        productId: Type.Integer(about),
        amount: Decimal(10, 2, about),
        kind: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal('b')], about)),
        labels: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 5 }), about)),
        when: EpochMillis({ ...about, renamedFrom: ['at'] }),
        parts: Type.Array(Type.Object({ id: Id64(about), note: Type.Optional(Type.String(about)) }), about),
        rest: Type.Optional(Json(about)),
      },
    });
    expect(Object.keys(definition.properties)).toEqual([
      'productId',
      'amount',
      'kind',
      'labels',
      'when',
      'parts',
      'rest',
    ]);
    expect(definition.required).toEqual(['productId', 'amount', 'when', 'parts']);
    expect(JSON.parse(JSON.stringify(definition.properties))).toEqual({
      productId: {
        ...about,
        type: 'integer',
        minimum: -9007199254740991,
        maximum: 9007199254740991,
        'x-sluice': { type: 'int64', wire: 'number' },
      },
      amount: {
        ...about,
        type: ['string', 'number'],
        pattern: '^-?(0|[1-9]\\d{0,7})(\\.\\d{1,2})?$',
        minimum: -99999999.99,
        maximum: 99999999.99,
        'x-sluice': { type: 'decimal', precision: 10, scale: 2 },
      },
      kind: { ...about, type: 'string', enum: ['a', 'b'], 'x-sluice': { type: 'enum' } },
      labels: {
        ...about,
        type: 'object',
        additionalProperties: { type: 'string', maxLength: 5, 'x-sluice': { type: 'string' } },
        'x-sluice': { type: 'map' },
      },
      when: {
        ...about,
        type: 'integer',
        minimum: 0,
        maximum: 253402300799999,
        'x-sluice': { type: 'timestamp', wire: 'epochMillis', renamedFrom: ['at'] },
      },
      parts: {
        ...about,
        type: 'array',
        items: {
          type: 'object',
          required: ['id'],
          properties: {
            id: {
              ...about,
              type: 'string',
              pattern: '^-?(0|[1-9]\\d{0,18})$',
              'x-sluice': { type: 'int64', wire: 'string' },
            },
            note: { ...about, type: 'string', 'x-sluice': { type: 'string' } },
          },
          'x-sluice': { type: 'struct' },
        },
        'x-sluice': { type: 'list' },
      },
      rest: { ...about, 'x-sluice': { type: 'json' } },
    });
  });

  it.each([
    [
      'a name that is no name',
      () => defineEvent({ ...base, name: 'Purchase', properties: {} }),
      'event-name',
      'Purchase 1.0: name',
    ],
    [
      'a reserved name',
      () => defineEvent({ ...base, name: 'envelope', properties: {} }),
      'event-name-reserved',
      'envelope 1.0: name',
    ],
    [
      'the name of the ledger of migrations',
      () => defineEvent({ ...base, name: 'sluice_migrations', properties: {} }),
      'event-name-reserved',
      'sluice_migrations 1.0: name',
    ],
    [
      'a table suffix',
      () => defineEvent({ ...base, name: 'buy_v2', properties: {} }),
      'event-name-reserved',
      'buy_v2 1.0: name',
    ],
    [
      'a version that is none',
      () => defineEvent({ ...base, version: '1', properties: {} }),
      'version',
      'purchase 1: version',
    ],
    [
      'a key that means nothing',
      () => defineEvent({ ...base, require: ['a'], properties: {} } as never),
      'unknown-key',
      'purchase 1.0: require',
    ],
    ['no owner', () => defineEvent({ ...base, owner: ' ', properties: {} }), 'owner-missing', 'purchase 1.0: owner'],
    ['no description', withProperties({ a: Type.String() }), 'description-missing', 'purchase 1.0: properties.a'],
    [
      'no description inside a struct',
      withProperties({ a: TypeBox.Object({ b: TypeBox.String() }, about) }),
      'description-missing',
      'purchase 1.0: properties.a.properties.b',
    ],
    [
      'a name with an underscore',
      withProperties({ product_id: Type.Integer(about) }),
      'field-name',
      'purchase 1.0: properties.product_id',
    ],
    [
      'a name that sets what an object inherits from',
      withProperties({ __proto__: Type.Integer(about), a: Type.Integer(about) }),
      'field-name',
      'purchase 1.0: properties.__proto__',
    ],
    [
      'such a name inside a struct',
      withProperties({ a: Type.Object({ __proto__: Type.Integer(about), b: Type.Integer(about) }, about) }),
      'field-name',
      'purchase 1.0: properties.a.properties.__proto__',
    ],
    [
      'such a name as a key of its own',
      withProperties({ ['__proto__']: Type.Integer(about) }),
      'field-name',
      'purchase 1.0: properties.__proto__',
    ],
    [
      'a union of types',
      withProperties({ a: Type.Union([Type.String(), Type.Number()], about) }),
      'no-column-type',
      'purchase 1.0: properties.a',
    ],
    ['a number literal', withProperties({ a: Type.Literal(1, about) }), 'no-column-type', 'purchase 1.0: properties.a'],
    ['anything at all', withProperties({ a: Type.Unknown(about) }), 'no-column-type', 'purchase 1.0: properties.a'],
    ['null', withProperties({ a: Type.Null(about) }), 'no-column-type', 'purchase 1.0: properties.a'],
    [
      'a tuple',
      withProperties({ a: Type.Tuple([Type.String()], about) }),
      'no-column-type',
      'purchase 1.0: properties.a',
    ],
    ['a Date', withProperties({ a: TypeBox.Date(about) }), 'no-stable-meaning', 'purchase 1.0: properties.a'],
    [
      'a recursive type',
      withProperties({ a: TypeBox.Recursive((This) => TypeBox.Object({ b: TypeBox.Optional(This) }), { ...about }) }),
      'no-stable-meaning',
      'purchase 1.0: properties.a',
    ],
    [
      'a transform',
      withProperties({ a: TypeBox.Transform(TypeBox.String(about)).Decode(Number).Encode(String) }),
      'no-stable-meaning',
      'purchase 1.0: properties.a',
    ],
    [
      'a mistyped annotation',
      withProperties({ a: TypeBox.String({ ...about, renamedfrom: ['b'] }) }),
      'unknown-keyword',
      'purchase 1.0: properties.a.renamedfrom',
    ],
    [
      'a format nobody asserts',
      withProperties({ a: TypeBox.String({ ...about, format: 'iri' }) }),
      'unknown-format',
      'purchase 1.0: properties.a',
    ],
    [
      'a pattern that is none',
      withProperties({ a: Type.String({ ...about, pattern: '(' }) }),
      'bad-pattern',
      'purchase 1.0: properties.a',
    ],
    [
      'a decimal no warehouse has',
      withProperties({ a: Decimal(39, 2, about) }),
      'decimal-size',
      'purchase 1.0: properties.a',
    ],
    [
      'crossed bounds',
      withProperties({ a: Int32({ ...about, minimum: 5, maximum: 1 }) }),
      'empty-range',
      'purchase 1.0: properties.a',
    ],
    ['an empty enum', withProperties({ a: Enum([], about) }), 'enum-values', 'purchase 1.0: properties.a'],
    [
      'a sensitivity that is none',
      withProperties({ a: TypeBox.String({ ...about, sensitivity: 'private' }) }),
      'sensitivity',
      'purchase 1.0: properties.a',
    ],
    [
      'a column that needs quotes',
      withProperties({ a: Type.String({ ...about, column: 'A b' }) }),
      'column-name',
      'purchase 1.0: properties.a',
    ],
    [
      'a deprecation without an end',
      withProperties({ a: Type.String({ ...about, deprecated: { since: '1.0', removeAfter: '2027-02-30' } }) }),
      'deprecation',
      'purchase 1.0: properties.a',
    ],
    ...(
      [
        ['an integer default on text', TypeBox.String({ ...about, default: 3 })],
        ['a text default on an integer', TypeBox.Integer({ ...about, default: 'abc' })],
        ['a default outside the enum', Enum(['a', 'zz'].slice(0, 1), { ...about, default: 'zzz' })],
        ['a default with too many decimals', Decimal(4, 2, { ...about, default: 1.234 })],
        ['a default that is no time', Type.String({ ...about, format: 'date-time', default: '2024-02-30T00:00:00Z' })],
        ['a default of null', TypeBox.Boolean({ ...about, default: null })],
        ['a free default of another type', Json({ ...about, type: ['string', 'null'], default: 3 })],
        [
          'a free default that fits no schema',
          Json({ ...about, oneOf: [{ const: 1 }, { maxLength: 1, type: 'string' }], default: 'ab' }),
        ],
        [
          'a free default with a bad member',
          Json({ ...about, properties: { a: { enum: [{ b: 1 }] } }, default: { a: { b: 2 } } }),
        ],
        ['a default with a missing key', Type.Object({ b: Type.String(about) }, { ...about, default: {} })],
      ] as const
    ).map(
      ([name, schema]) => [name, withProperties({ a: schema }), 'default-value', 'purchase 1.0: properties.a'] as const,
    ),
    ['an empty struct', withProperties({ a: Type.Object({}, about) }), 'empty-struct', 'purchase 1.0: properties.a'],
    [
      'a fractional multiple',
      withProperties({ a: Type.Integer({ ...about, multipleOf: 0.5 }) }),
      'bad-multiple',
      'purchase 1.0: properties.a',
    ],
    [
      'a negative length',
      withProperties({ a: Type.String({ ...about, minLength: -1 }) }),
      'bad-count',
      'purchase 1.0: properties.a',
    ],
    [
      'equal open bounds',
      withProperties({ a: Type.Number({ ...about, exclusiveMinimum: 1, maximum: 1 }) }),
      'empty-range',
      'purchase 1.0: properties.a',
    ],
    [
      'a reserved word as a column',
      withProperties({ a: Type.String({ ...about, column: 'order' }) }),
      'column-name',
      'purchase 1.0: properties.a',
    ],
    [
      'an alias of itself',
      () => defineEvent({ ...base, properties: {}, renamedFrom: [{ event: 'purchase', dualSent: false }] }),
      'event-alias',
      'purchase 1.0: renamedFrom',
    ],
    [
      'an alias with an empty key',
      () => defineEvent({ ...base, properties: {}, renamedFrom: [{ event: 'buy', sameWhen: [] }] }),
      'event-alias',
      'purchase 1.0: renamedFrom',
    ],
    [
      'an envelope field that is renamed',
      () =>
        defineEnvelope({
          version: '1.1',
          owner: 'x',
          description: 'y',
          properties: { customerId: Type.Optional(Type.Integer({ ...about, renamedFrom: ['userId'] })) },
        }),
      'envelope-rename',
      'envelope 1.1: properties.customerId',
    ],
    [
      'an envelope field that is required',
      () =>
        defineEnvelope({ version: '1.0', owner: 'x', description: 'y', properties: { userId: Type.Integer(about) } }),
      'envelope-required',
      'envelope 1.0: properties.userId',
    ],
  ] as const)('refuses %s', (_, make, code, path) => {
    const problem = problemOf(make);
    expect({ code: problem?.code, path: problem?.path }).toEqual({ code, path });
    expect(problem?.message.length).toBeGreaterThan(10);
    expect(problem?.fix.length).toBeGreaterThan(10);
  });

  it('takes a default whose keys are named like members of every object', () => {
    const map = Type.Record(Type.String(), Type.Integer(), { ...about, default: { constructor: 1, toString: 2 } });
    const struct = Type.Object({ a: Type.Integer(about) }, { ...about, default: { a: 1, valueOf: 'x' } });
    expect(Object.keys(defineEvent({ ...base, properties: { map, struct } }).properties)).toEqual(['map', 'struct']);
  });

  it('lets no bound widen a type', () => {
    const definition = defineEvent({
      ...base,
      properties: {
        a: Int32({ ...about, maximum: 1e12, minimum: 5 }),
        b: Decimal(5, 2, about),
      },
    });
    expect(definition.properties.a).toMatchObject({ minimum: 5, maximum: 2147483647 });
    expect(definition.properties.b).toMatchObject({ minimum: -999.99, maximum: 999.99 });
  });

  it('says what a mistyped annotation was probably meant to be', () => {
    expect(problemOf(withProperties({ a: TypeBox.String({ ...about, renamedfrom: ['b'] }) }))?.fix).toBe(
      'Did you mean "renamedFrom"?',
    );
  });
});

/** What somebody writes who does not listen to the type checker. */
const big = 10n as never as number;

it.each([
  ['beyond the digits of a double', Type.Integer({ ...about, maximum: 2 ** 53 }), 'maximum is about 9007199254740992'],
  ['that far below 0', Type.Integer({ ...about, minimum: -(2 ** 63) }), 'minimum is about -9223372036854776000'],
  ['as an exclusive bound', Type.Integer({ ...about, exclusiveMaximum: 2 ** 63 }), 'exclusiveMaximum is about 922337'],
  ['of whole multiples', Type.Integer({ ...about, multipleOf: 2 ** 60 }), 'multipleOf is about 1152921504606847000'],
  ['as a bigint', Type.Integer({ ...about, maximum: big }), 'maximum is the bigint 10n'],
  ['of 32 bits as a bigint', Int32({ ...about, minimum: big }), 'minimum is the bigint 10n'],
  ['that is none', Type.Number({ ...about, minimum: Number.NaN }), 'minimum is NaN, which is no number'],
  [
    'without an end',
    Type.Number({ ...about, maximum: Number.POSITIVE_INFINITY }),
    'maximum is Infinity, which is no number',
  ],
  ['inside a list', Type.Array(Type.Integer({ maximum: 2 ** 53 }), about), 'maximum is about 9007199254740992'],
])('refuses a bound %s', (_, field, message) => {
  const problem = problemOf(withProperties({ a: field }));
  expect([problem?.code, problem?.message]).toEqual(['bad-number', expect.stringContaining(message)]);
});

it.each([
  ['maximum', 10n, 'bad-number'],
  ['enum', [1, 10n], 'bad-keyword'],
  ['const', { a: [10n] }, 'bad-keyword'],
])('refuses a bigint in what a free field says: %s', (keyword, value, code) => {
  const problem = problemOf(withProperties({ a: Json({ ...about, [keyword]: value }) }));
  expect([problem?.code, problem?.message]).toEqual([code, expect.stringContaining('bigint')]);
});

it('takes bounds that a double holds', () => {
  const properties = {
    a: Type.Integer({ ...about, maximum: Number.MAX_SAFE_INTEGER, minimum: Number.MIN_SAFE_INTEGER }),
    b: Type.Number({ ...about, maximum: 1e300 }),
  };
  expect(problemOf(withProperties(properties))).toBeUndefined();
});
