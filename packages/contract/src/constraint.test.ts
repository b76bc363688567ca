import { Type as TypeBox } from '@sinclair/typebox';
import { describe, expect, it } from 'vitest';
import { constraintFrom } from './constraint.js';
import { defineEvent } from './define.js';
import { isContractError } from './errors.js';
import { Json, Type } from './types.js';

const about = { description: 'x' };

function published(options: object): object {
  const { properties } = defineEvent({
    name: 'any',
    version: '1.0',
    owner: 'o',
    description: 'd',
    properties: { data: Json({ ...about, ...options }) },
  });
  return properties.data as object;
}

function refusal(make: () => unknown): readonly string[] | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    if (isContractError(error)) return [error.code, error.path, error.message];
    throw error;
  }
}

const free = { description: 'x', 'x-sluice': { type: 'json' } };

describe('what a free field may say', () => {
  const kept: { name: string; given: object; want: object }[] = [
    { name: 'nothing', given: {}, want: free },
    {
      name: 'annotations only',
      given: { sensitivity: 'secret' },
      want: { ...free, 'x-sluice': { type: 'json', sensitivity: 'secret' } },
    },
    {
      name: 'keywords, under allOf',
      given: { type: 'object', required: ['a'] },
      want: { ...free, allOf: [{ type: 'object', required: ['a'] }] },
    },
    {
      name: 'an allOf of its own',
      given: { allOf: [true, { minLength: 1 }] },
      want: { ...free, allOf: [true, { minLength: 1 }] },
    },
    {
      name: 'TypeBox schemas, as plain JSON',
      given: { anyOf: [Type.String(), Type.Tuple([Type.Null()])] },
      want: {
        ...free,
        allOf: [
          {
            anyOf: [
              { type: 'string' },
              { type: 'array', items: [{ type: 'null' }], additionalItems: false, minItems: 1, maxItems: 1 },
            ],
          },
        ],
      },
    },
    {
      name: 'names of properties that are keywords elsewhere',
      given: { properties: { $ref: { type: 'string' }, format: false }, dependencies: { a: ['b'], c: { not: {} } } },
      want: {
        ...free,
        allOf: [
          { properties: { $ref: { type: 'string' }, format: false }, dependencies: { a: ['b'], c: { not: {} } } },
        ],
      },
    },
  ];
  it.each(kept)('$name', ({ given, want }) => {
    expect(JSON.parse(JSON.stringify(published(given)))).toEqual(want);
    expect(Object.getOwnPropertySymbols(published(given))).toEqual([]);
  });

  const refused: { name: string; given: unknown; want: readonly string[] }[] = [
    {
      name: 'an unknown keyword',
      given: { anyOf: [{ minimun: 1 }] },
      want: ['unknown-keyword', 'f.anyOf.0.minimun', '"minimun" is no keyword of JSON Schema draft-07.'],
    },
    {
      name: 'a keyword of a later draft',
      given: { unevaluatedProperties: false },
      want: [
        'unknown-keyword',
        'f.unevaluatedProperties',
        '"unevaluatedProperties" is no keyword of JSON Schema draft-07.',
      ],
    },
    {
      name: 'a reference',
      given: { not: { $ref: '#' } },
      want: ['no-stable-meaning', 'f.not.$ref', '"$ref" refers out of the field.'],
    },
    {
      name: 'recursion',
      given: TypeBox.Recursive((self) => TypeBox.Object({ next: self })),
      want: ['no-stable-meaning', 'f.$id', '"$id" refers out of the field.'],
    },
    {
      name: 'an unknown format',
      given: { items: { format: 'colour' } },
      want: ['unknown-format', 'f.items.format', 'format "colour" is not one that the validators assert.'],
    },
    {
      name: 'a bad pattern',
      given: { patternProperties: { '(': {} } },
      want: [
        'bad-pattern',
        'f.patternProperties',
        'The pattern "(" is not valid: Invalid regular expression: /(/u: Unterminated group.',
      ],
    },
    {
      name: 'a type that JSON has not',
      given: { properties: { when: TypeBox.Date() } },
      want: ['bad-keyword', 'f.properties.when.type', '"type" cannot be "Date".'],
    },
    {
      name: 'a bound that is no number',
      given: { maximum: '1' },
      want: ['bad-keyword', 'f.maximum', '"maximum" cannot be "1".'],
    },
    { name: 'an empty enum', given: { enum: [] }, want: ['bad-keyword', 'f.enum', '"enum" cannot be [].'] },
    {
      name: 'a list where one schema stands',
      given: { not: [] },
      want: ['not-a-schema', 'f.not', '[] is no JSON Schema.'],
    },
    {
      name: 'a schema where a list stands',
      given: { oneOf: {} },
      want: ['not-a-schema', 'f.oneOf', 'Here stands no list of schemas.'],
    },
    {
      name: 'a text for properties',
      given: { properties: 'a' },
      want: ['not-a-schema', 'f.properties', 'Here stand no schemas by name.'],
    },
  ];
  it.each(refused)('not $name', ({ given, want }) => {
    expect(refusal(() => constraintFrom(given, 'f'))).toEqual(want);
  });
});
