import { describe, expect, it } from 'vitest';
import { comparePair } from './compare-pair.js';
import type { AnySchema } from './types.js';

const draft4 = { $schema: 'http://json-schema.org/draft-04/schema#' };
const draft7 = { $schema: 'http://json-schema.org/draft-07/schema#' };
const draft2019 = { $schema: 'https://json-schema.org/draft/2019-09/schema' };
const draft2020 = { $schema: 'https://json-schema.org/draft/2020-12/schema' };
const text = { type: 'string' };
const whole = { type: 'integer' };
const id = 'https://example.com/part';

/** Property `a` is text in the old schema and a whole number in the new one; names are claimed twice around it. */
interface Unasked {
  readonly name: string;
  readonly around?: object;
  readonly a?: object;
  readonly b: object;
}

const unasked: readonly Unasked[] = [
  { name: 'an identifier', a: { $id: id }, b: { $id: id, ...text } },
  { name: 'draft-04', around: draft4, a: { id }, b: { id, ...text } },
  { name: 'draft-07', around: draft7, a: { $id: id }, b: { $id: id, ...text } },
  { name: 'draft 2019-09', around: draft2019, a: { $id: id }, b: { $id: id, ...text } },
  { name: 'draft 2020-12', around: draft2020, a: { $id: id }, b: { $id: id, ...text } },
  { name: 'with and without #', a: { $id: id }, b: { $id: `${id}#`, ...text } },
  {
    name: 'relative and absolute',
    around: { $id: 'https://example.com/root' },
    a: { $id: 'part' },
    b: { $id: id, ...text },
  },
  { name: 'the identifier of the root', around: { $id: id }, a: { $id: id }, b: text },
  { name: 'the identifier of the schema around it', b: { $id: id, properties: { c: { $id: id, ...text } } } },
  { name: 'a host in capitals', a: { $id: id }, b: { $id: 'https://EXAMPLE.com/part', ...text } },
  { name: 'three times', a: { $id: id }, b: { $id: id, anyOf: [{ $id: id, ...text }] } },
  { name: 'an anchor', around: draft2020, a: { $anchor: 'x' }, b: { $anchor: 'x', ...text } },
  { name: 'a dynamic anchor', around: draft2020, a: { $dynamicAnchor: 'x' }, b: { $dynamicAnchor: 'x', ...text } },
  { name: 'an identifier that is a fragment', around: draft7, a: { $id: '#x' }, b: { $id: '#x', ...text } },
  { name: 'a fragment like a pointer', around: draft7, a: { $id: '#/p/x' }, b: { $id: '#/p/x', ...text } },
  { name: 'in a definition that nobody refers to', around: { $defs: { d: { $id: id } } }, b: { $id: id, ...text } },
  {
    name: 'two that are the same',
    b: {
      anyOf: [
        { $id: id, ...text },
        { $id: id, ...text },
      ],
    },
  },
  {
    name: 'referred to by nobody that counts',
    around: { $defs: { d: { $ref: id } } },
    a: { $id: id },
    b: { $id: id, ...text },
  },
  {
    name: 'with references to themselves by #',
    a: { $id: id, allOf: [{ $ref: '#/$defs/x' }], $defs: { x: true } },
    b: { $id: id, allOf: [{ $ref: '#/$defs/x' }], $defs: { x: text } },
  },
  {
    name: 'with a reference to itself beside it',
    a: { $id: id, allOf: [{ $ref: '#/$defs/x' }], $defs: { x: true } },
    b: { $id: id, $ref: '#/$defs/x', $defs: { x: text } },
  },
  {
    name: 'with relative references beneath',
    around: { $defs: { other: { $id: 'https://example.com/other' } } },
    a: { $id: id, allOf: [{ $ref: 'other' }] },
    b: { $id: id, $ref: 'other' },
  },
  { name: 'in data', a: { const: undefined }, b: { enum: [{ $id: id }, { $id: id, x: 1 }] } },
  { name: 'in examples and defaults', b: { ...text, examples: [{ $id: id }], default: { $id: id, x: 1 } } },
  { name: 'as the name of a property', b: { properties: { $id: { $id: id, ...text }, id: { $id: id } } } },
];

describe('names that several schemas claim', () => {
  it.each(unasked)('are no obstacle where nobody refers to them: $name', ({ around = {}, a = {}, b }) => {
    const schema = (type: object): AnySchema => ({ ...around, properties: { a: { ...a, ...type }, b } });
    const { problem, backward, forward } = comparePair(schema(text), schema(whole), { policy: 'strict' });
    expect([problem, backward, forward]).toEqual([
      undefined,
      { answer: 'breaking', witness: { a: '' } },
      { answer: 'breaking', witness: { a: 0 } },
    ]);
  });

  const twice = { a: { $id: id, ...text, $anchor: 'x' }, b: { $id: id, ...whole, $anchor: 'x' } };
  it.each<{ name: string; around?: object; more: object; at?: string; places?: string; properties?: object }>([
    { name: 'by $ref', more: { $ref: id } },
    { name: 'by a relative $ref', around: { $id: 'https://example.com/root' }, more: { $ref: 'part' } },
    { name: 'by a $ref into it', more: { $ref: `${id}#/type` } },
    { name: 'by an anchor beneath it', more: { $ref: `${id}#x` } },
    { name: 'by $dynamicRef', around: draft2020, more: { $dynamicRef: id } },
    { name: 'by $recursiveRef', around: draft2019, more: { $recursiveRef: id } },
    { name: 'with # at the end', more: { $ref: `${id}#` } },
    {
      name: 'by the name of an anchor',
      around: draft2020,
      properties: { a: { $anchor: 'x', ...text }, b: { $anchor: 'x', ...whole } },
      more: { $ref: '#x' },
    },
    {
      name: 'by the name of a dynamic anchor',
      around: draft2020,
      properties: { a: { $dynamicAnchor: 'x', ...text }, b: { $dynamicAnchor: 'x', ...whole } },
      more: { $dynamicRef: '#x' },
    },
    {
      name: 'in draft-04',
      around: draft4,
      properties: { a: { id, ...text }, b: { id, ...whole } },
      more: { $ref: id },
    },
  ])(
    'are named with their places where somebody refers to them: $name',
    ({ around = {}, more, properties = twice }) => {
      const schema = { ...around, properties: { ...properties, c: more } };
      const [keyword = '', reference] = Object.entries(more)[0] ?? [];
      expect(comparePair(schema, true).problem).toEqual({
        side: 'old',
        code: 'ambiguous-ref',
        path: `/properties/c/${keyword}`,
        message: `"${keyword}" at /properties/c/${keyword} is ${JSON.stringify(reference)}, a name of several schemas: /properties/a, /properties/b.`,
        fix: 'Give each of them an identifier of its own, or refer to the one that you mean by a JSON pointer.',
      });
    },
  );

  it('are no obstacle where all of them are the same schema', () => {
    const schema = (inner: object) => ({
      properties: { a: { $id: id, ...inner }, b: { $id: id, ...inner }, c: { $ref: id } },
    });
    expect(comparePair(schema(text), schema(whole), { policy: 'strict' }).backward?.answer).toBe('breaking');
    expect(comparePair(schema(text), schema({ ...text, minLength: 0 }), { policy: 'strict' }).backward).toEqual({
      answer: 'compatible',
    });
  });
});
