import { expect, it } from 'vitest';
import { defineEvent } from './define.js';
import { isContractError, problemsIn } from './errors.js';
import { Date_, Decimal, Enum, EpochMillis, Id64, Int32, Json, Timestamp, Type, Uuid } from './types.js';

const about = { description: 'd' };
/** What somebody writes who does not listen to the type checker. */
const said = (options: object): never => ({ ...about, ...options }) as never;

function problemsOf(field: unknown): string[] {
  try {
    const properties = { a: field } as never;
    defineEvent({ name: 'buy', version: '1.0', owner: 'o', description: 'd', properties });
    return [];
  } catch (error) {
    if (!isContractError(error)) throw error;
    return problemsIn(error).map(({ code, path, message, fix }) => `${code} ${path.slice(9)} ${message} ${fix}`);
  }
}

function nested(levels: number): object {
  let schema: object = { type: 'string' };
  for (let level = 0; level < levels; level++) schema = { items: schema };
  return schema;
}

const round: { description: string; items: { items?: object } } = { ...about, items: {} };
round.items.items = round.items;

it.each<readonly [string, () => unknown, string]>([
  [
    'a regular expression',
    () => Type.String(said({ pattern: /^a$/ })),
    'bad-keyword properties.a "pattern" cannot be the regular expression /^a$/. Write it as a text: pattern: "^a$".',
  ],
  [
    'a regular expression of a free field',
    () => Json(said({ type: 'string', pattern: /x/ })),
    'bad-keyword properties.a "pattern" cannot be the regular expression /x/.',
  ],
  [
    'a regular expression inside a free field',
    () => Json(said({ properties: { b: { pattern: /x/ } } })),
    'bad-keyword properties.a.properties.b.pattern "pattern" cannot be the regular expression /x/.',
  ],
  ['a number as a pattern', () => Type.String(said({ pattern: 5 })), 'bad-keyword properties.a "pattern" cannot be 5.'],
  [
    'a number as the description',
    () => Type.String({ description: 5 as never }),
    'bad-keyword properties.a "description" cannot be 5. Write a text',
  ],
  [
    'a function as the description',
    () => Type.String({ description: (() => 'd') as never }),
    'bad-keyword properties.a "description" cannot be a function.',
  ],
  ['a function as a format', () => Type.String(said({ format: () => true })), '"format" cannot be a function.'],
  ['a text as examples', () => Type.String(said({ examples: 'x' })), '"examples" cannot be "x". Write a list'],
  ['a date as an example', () => Type.String(said({ examples: [new Date(0)] })), '"examples" holds a Date, which JSON'],
  ['a date as the default', () => Type.String(said({ default: new Date(0) })), '"default" holds a Date, which JSON'],
  ['a function as the default', () => Type.String(said({ default: () => 'x' })), '"default" holds a function'],
  [
    'a text as a switch',
    () => Type.Array(Type.String(), said({ uniqueItems: 'true' })),
    '"uniqueItems" cannot be "true"',
  ],
  ['a function in a list', () => Json(said({ enum: [() => 1] })), 'properties.a.enum "enum" holds a function'],
  ['undefined in a list', () => Json(said({ enum: [undefined] })), 'properties.a.enum "enum" holds undefined'],
  [
    'a set',
    () => Json(said({ const: new Set([1]) })),
    'properties.a.const "const" holds {}, which JSON has no word for.',
  ],
  ['a list of nothing', () => Type.Array(undefined as never, about), 'properties.a.items The field is undefined.'],
  ['a schema that holds itself', () => Json(said(round)), 'too-deep properties.a The field holds itself, or more than'],
  ['a deep schema', () => Json(said(nested(5000))), 'too-deep properties.a The field holds itself, or more than 200'],
  [
    'a bound of a decimal',
    () => Decimal(10, 2, said({ minimum: 0 })),
    '"minimum" means nothing on a decimal field. Take',
  ],
  ['a pattern of an id', () => Id64(said({ pattern: '^1' })), '"pattern" means nothing on a int64 field.'],
  ['a bound of a time', () => EpochMillis(said({ maximum: 9 })), '"maximum" means nothing on a timestamp field.'],
  ['another format', () => Date_(said({ format: 'time' })), '"format" means nothing on a date field.'],
  ['another type', () => Timestamp(said({ type: 'number' })), '"type" means nothing on a timestamp field.'],
  ['other values', () => Enum(['a'], said({ enum: ['b'] })), '"enum" means nothing on a enum field.'],
  ['a block of our own', () => Uuid(said({ 'x-sluice': {} })), '"x-sluice" means nothing on a uuid field.'],
  [
    'an option in a list',
    () => Type.Array(Decimal(5, 2, said({ maximum: 1 })), about),
    'properties.a.items.maximum "maxi',
  ],
])('refuses %s', (_, field, want) => {
  expect(problemsOf(field())).toEqual([expect.stringContaining(want)]);
});

it.each([
  ['bounds of 32 bits', Int32({ ...about, minimum: 1, maximum: 5 })],
  ['what a helper says itself', Uuid(said({ format: 'uuid' }))],
  ['what is not said', Type.String(said({ maxLength: undefined, pattern: undefined }))],
  ['what is not said of a free field', Json(said({ type: 'string', maxLength: undefined }))],
  ['a schema of many levels', Json(said(nested(150)))],
  ['values that several parts share', Json(said({ anyOf: [round.items.items, {}].map(() => nested(3)) }))],
])('takes %s', (_, field) => {
  expect(problemsOf(field)).toEqual([]);
});

it('says that properties are a list, and nothing else', () => {
  const properties = [Type.String(about)] as never;
  const define = () => defineEvent({ name: 'buy', version: '1.0', owner: 'o', description: 'd', properties });
  expect(define).toThrow('The properties are a list.');
  try {
    define();
  } catch (error) {
    expect(isContractError(error) && problemsIn(error).length).toBe(1);
  }
});
