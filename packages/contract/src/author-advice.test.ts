import { Type as TypeBox } from '@sinclair/typebox';
import { expect, test } from 'vitest';
import { defineEnvelope, defineEvent } from './define.js';
import { isContractError, type Problem, problemsIn } from './errors.js';
import { publish } from './publish.js';
import { Decimal, Enum, Int32, Type, Uuid } from './types.js';

const base = { name: 'purchase', version: '1.0', owner: 'commerce', description: 'A customer paid.' };
const about = { description: 'What it means.' };

function problemsOf(make: () => unknown): readonly Problem[] {
  try {
    make();
  } catch (error) {
    if (isContractError(error)) return problemsIn(error);
    throw error;
  }
  return [];
}

const field = (schema: unknown) => problemsOf(() => defineEvent({ ...base, properties: { a: schema } } as never));

const untyped = (make: unknown, ...args: unknown[]) => (make as (...args: unknown[]) => unknown)(...args);

enum Colour {
  Red = 'red',
}

test.each([
  ['Decimal without decimals', untyped(Decimal, 10, about), 'Decimal(10, 2, {'],
  ['Decimal with options alone', untyped(Decimal, about), 'Decimal(10, 2, {'],
  ['Decimal without anything', untyped(Decimal), 'Decimal(10, 2, {'],
  ['Decimal with text', untyped(Decimal, '10', '2', about), 'Decimal(10, 2, {'],
  ['Decimal uncalled', Decimal, 'Call it: Decimal(10, 2, { … }).'],
  ['Enum uncalled', Enum, "Call it: Enum(['a', 'b'], { … })."],
  ['a helper uncalled', Uuid, 'Call it: Uuid({ … }).'],
  ['Enum of texts one by one', untyped(Enum, 'a', 'b'), "Enum(['a', 'b'], { … })"],
  ['Enum of an enum', untyped(Enum, Colour, about), 'Object.values(MyEnum)'],
  ['a description instead of options', untyped(Uuid, 'The id.'), "{ description: '…' }"],
  ['a description in TypeBox', untyped(Type.String, 'The name.'), "{ description: '…' }"],
  ['a description on a number', untyped(Int32, 'The count.'), "{ description: '…' }"],
  ['a text or null', Type.Union([Type.String(), Type.Null()], about), 'Type.Optional(Type.String('],
  ['null or a number', Type.Union([Type.Null(), Type.Number()], about), 'Type.Optional(Type.Number('],
  ['null or a helper', Type.Union([Decimal(10, 2), Type.Null()], about), 'Type.Optional('],
  ['several or null', Type.Union([Type.String(), Type.Number(), Type.Null()], about), 'Type.Optional('],
  ['a union of objects', Type.Union([Type.Object({}), Type.Object({})], about), 'anyOf'],
  ['a union of numbers', Type.Union([Type.Literal(1), Type.Literal(2)], about), 'Type.Integer({ minimum, maximum'],
  ['a number literal', Type.Literal(1, about), 'Type.Integer({ minimum, maximum'],
  ['null alone', Type.Null(about), 'Type.Optional('],
  ['anything', Type.Any(about), 'Json('],
  ['unknown', Type.Unknown(about), 'Json('],
  ['a Date', TypeBox.Date(about), 'Timestamp('],
  ['a BigInt', TypeBox.BigInt(about), 'Id64('],
  ['bytes', TypeBox.Uint8Array(about), 'Base64'],
  ['a regular expression', TypeBox.RegExp(/a/, about), 'pattern'],
  ['a tuple', Type.Tuple([Type.String()], about), 'Type.Object('],
  ['an intersection', Type.Intersect([Type.Object({}), Type.Object({})], about), 'Type.Composite('],
  ['not', Type.Not(Type.String(), about), 'the type that it has'],
  ['never', Type.Never(about), 'Take the field out'],
  ['undefined as a type', TypeBox.Undefined(about), 'Type.Optional('],
  ['nothing at all', undefined, 'may not exist'],
  ['null as a value', null, 'Write a type'],
  ['the name of a type', 'string', 'Write a type'],
  ['an optional item', Type.Array(Type.Optional(Type.String(about)), about), 'around the whole field'],
  ['an optional value', Type.Record(Type.String(), Type.Optional(Type.String()), about), 'around the whole field'],
  ['required: false', TypeBox.String({ ...about, required: false }), 'Type.Optional('],
  ['nullable', TypeBox.String({ ...about, nullable: true }), 'Type.Optional('],
  ['enum on a text', TypeBox.String({ ...about, enum: ['a'] }), "Enum(['a', 'b']"],
  ['decimals as a multiple', TypeBox.Number({ ...about, multipleOf: 0.01 }), 'Decimal('],
  ['a title', TypeBox.String({ ...about, title: 'A' }), 'description'],
  ['pii', TypeBox.String({ ...about, pii: true }), "sensitivity: 'personal'"],
  ['a misspelt annotation', TypeBox.String({ ...about, sensitivty: 'personal' }), 'Did you mean "sensitivity"?'],
  ['a misspelt bound', TypeBox.String({ ...about, maxlenght: 3 }), 'Did you mean "maxLength"?'],
])('the advice on %s', (_, schema, want) => {
  const problems = field(schema);
  expect(problems.map(({ fix }) => fix)).toEqual([expect.stringContaining(want)]);
  expect(problems[0]?.path).toMatch(/^purchase 1\.0: properties\.a/);
});

test.each([
  [{ ...base, fields: {} }, 'unknown-key', 'Did you mean "properties"?'],
  [{ ...base, require: [], properties: {} }, 'unknown-key', 'Did you mean "requires"?'],
  [{ ...base, team: 'a', properties: {} }, 'unknown-key', 'Did you mean "owner"?'],
  [{ ...base, name: 'CheckoutCompleted', properties: {} }, 'event-name', 'checkout_completed'],
  [{ ...base, name: 'Order-Placed!', properties: {} }, 'event-name', 'order_placed'],
  [{ ...base, version: 1.1, properties: {} }, 'version', "version: '1.0'"],
  [{ ...base, requires: 'userId', properties: {} }, 'requires', "requires: ['userId']"],
  [{ ...base, properties: Type.Object({ a: Type.String(about) }) }, 'properties-missing', 'without Type.Object('],
  [{ ...base, properties: { product_id: Type.Integer(about) } }, 'field-name', 'e.g. productId.'],
  [{ ...base, properties: { ProductID: Type.Integer(about) } }, 'field-name', 'e.g. productID.'],
  [undefined, 'definition-missing', 'Write defineEvent({ … }).'],
])('a definition %j is refused with %s', (source, code, want) => {
  const problems = problemsOf(() => defineEvent(source as never));
  expect(problems.find((problem) => problem.code === code)?.fix).toContain(want);
});

test('everything that is wrong with a definition is said at once', () => {
  const wrong = {
    ...base,
    name: 'Buy',
    owner: '',
    properties: {
      a: Type.String(),
      b: Type.Null(about),
      c: TypeBox.Object({ d: TypeBox.String(), e: TypeBox.Any(about), f: TypeBox.Integer(about) }, about),
      good: Type.Integer(about),
    },
  };
  expect(problemsOf(() => defineEvent(wrong as never)).map(({ code, path }) => `${code} ${path}`)).toEqual([
    'event-name Buy 1.0: name',
    'owner-missing Buy 1.0: owner',
    'description-missing Buy 1.0: properties.a',
    'no-column-type Buy 1.0: properties.b',
    'description-missing Buy 1.0: properties.c.properties.d',
    'no-column-type Buy 1.0: properties.c.properties.e',
  ]);
});

test('so is what is wrong between definitions, and nothing that only follows from it', () => {
  const envelope = defineEnvelope({
    version: '1.0',
    owner: 'o',
    description: 'd',
    properties: { userId: Type.Optional(Type.Integer(about)) },
  });
  const event = (name: string, version: string, requires: string[], key: string) =>
    defineEvent({ ...base, name, version, requires, properties: { [key]: Type.Integer(about) } });
  const definitions = [
    event('buy', '1.0', ['userID'], 'a'),
    event('buy', '1.1', ['userID'], 'a'),
    event('sell', '1.0', [], 'userId'),
    event('view', '1.0', ['userId'], 'a'),
  ];
  const problems = problemsOf(() => publish([envelope, ...definitions]));
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'requires-unknown buy 1.0: requires',
    'reserved-name sell 1.0: properties.userId',
  ]);
});
