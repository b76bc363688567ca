import { closed, draft7, flag, type KnownPair, list, number, open, text, when, whole } from './known-pair.js';

const cat = open({ kind: { const: 'cat' }, lives: whole }, { required: ['kind'] });
const dog = open({ kind: { const: 'dog' }, tricks: list(text) }, { required: ['kind'] });
const bird = open({ kind: { const: 'bird' } }, { required: ['kind'] });
const node = (value: object, more: object = {}) => ({
  $ref: '#/$defs/node',
  $defs: { node: closed({ value, next: { $ref: '#/$defs/node' } }, { required: ['value'], ...more }) },
});

/** Sum types, boolean connectives, conditions and references. */
export const connectives: readonly KnownPair[] = [
  ['anyOf and a list of types', { anyOf: [text, number] }, { type: ['string', 'number'] }, 'equal'],
  ['oneOf of types that exclude each other', { oneOf: [text, number] }, { anyOf: [text, number] }, 'equal'],
  ['oneOf of types that do not', { oneOf: [whole, number] }, { ...number, not: { multipleOf: 1 } }, 'equal'],
  ['a branch more', { oneOf: [text, number] }, { oneOf: [text, number, flag] }, 'narrower'],
  ['a branch more that overlaps', { oneOf: [number] }, { oneOf: [number, whole] }, 'wider'],
  ['a branch more that overlaps, in anyOf', { anyOf: [number] }, { anyOf: [number, whole] }, 'equal'],
  ['branches in another order', { oneOf: [text, number] }, { oneOf: [number, text] }, 'equal'],
  ['a branch twice in oneOf', { oneOf: [text, text] }, false, 'equal'],
  ['a branch twice in anyOf', { anyOf: [text, text] }, text, 'equal'],
  ['one schema becomes a sum', text, { oneOf: [text, number] }, 'narrower'],
  ['a sum of one', { oneOf: [text] }, text, 'equal'],
  [
    'a sum becomes a product',
    { anyOf: [open({ a: text }), open({ b: number })] },
    { allOf: [open({ a: text }), open({ b: number })] },
    'wider',
  ],
  [
    'open objects overlap in oneOf',
    { oneOf: [open({ a: text }), open({ b: number })] },
    { anyOf: [open({ a: text }), open({ b: number })] },
    'narrower',
  ],
  ['a discriminated union grows', { oneOf: [cat, dog] }, { oneOf: [cat, dog, bird] }, 'narrower'],
  ['a discriminated union as anyOf', { oneOf: [cat, dog] }, { anyOf: [dog, cat] }, 'equal'],
  [
    'a member of a union changes',
    { oneOf: [cat, dog] },
    { oneOf: [open({ kind: { const: 'cat' }, lives: number }, { required: ['kind'] }), dog] },
    'narrower',
  ],
  [
    'two branches become one',
    {
      anyOf: [
        { ...whole, maximum: 5 },
        { ...whole, minimum: 6 },
      ],
    },
    whole,
    'equal',
  ],
  [
    'branches that together cover another',
    { ...number, minimum: 0, maximum: 10 },
    {
      anyOf: [
        { ...number, maximum: 6 },
        { ...number, minimum: 4 },
      ],
    },
    'narrower',
  ],
  [
    'branches with a gap',
    { ...number, minimum: 0, maximum: 10 },
    {
      anyOf: [
        { ...number, maximum: 4 },
        { ...number, exclusiveMinimum: 4.5 },
      ],
    },
    'neither',
  ],
  [
    'an object covered by two branches',
    closed({ a: flag }, { required: ['a'] }),
    {
      anyOf: [
        closed({ a: { const: true } }, { required: ['a'] }),
        closed({ a: { const: false } }, { required: ['a'] }),
      ],
    },
    'equal',
  ],
  [
    'an object that two branches do not cover',
    closed({ a: flag, b: flag }),
    { anyOf: [closed({ a: { const: true }, b: flag }), closed({ a: flag, b: { const: true } })] },
    'wider',
  ],
  [
    'an array that two branches do not cover',
    list(flag),
    { anyOf: [list({ const: true }), list({ const: false })] },
    'wider',
  ],
  ['allOf of bounds', { ...whole, allOf: [{ minimum: 1 }, { maximum: 3 }] }, { enum: [1, 2, 3] }, 'equal'],
  ['allOf of what excludes itself', { allOf: [text, number] }, false, 'equal'],
  ['allOf of one', { allOf: [text] }, text, 'equal'],
  ['a part of allOf dropped', { allOf: [{ minimum: 1 }, { maximum: 3 }] }, { allOf: [{ minimum: 1 }] }, 'narrower'],
  [
    'allOf of closed objects',
    { allOf: [closed({ a: text }), closed({ b: text })] },
    { type: 'object', maxProperties: 0 },
    'equal',
  ],
  [
    'allOf around required',
    open({ a: text }, { allOf: [{ required: ['a'] }] }),
    open({ a: text }, { required: ['a'] }),
    'equal',
  ],
  ['not twice', { not: { not: text } }, text, 'equal'],
  ['not everything', { not: {} }, false, 'equal'],
  ['not nothing', { not: false }, true, 'equal'],
  ['not wider', { not: number }, { not: whole }, 'narrower'],
  ['not a type', { not: { type: ['object', 'array'] } }, { type: ['string', 'number', 'boolean', 'null'] }, 'equal'],
  ['not an enum', { ...text, not: { enum: ['a'] } }, { ...text, not: { enum: ['a', 'b'] } }, 'wider'],
  ['not a range', { ...number, not: { minimum: 5 } }, { ...number, exclusiveMaximum: 5 }, 'equal'],
  ['not required', { type: 'object', not: { required: ['a'] } }, { type: 'object', properties: { a: false } }, 'equal'],
  ['neither of two', { not: { anyOf: [text, number] } }, { allOf: [{ not: text }, { not: number }] }, 'equal'],
  [
    'not both',
    { not: { allOf: [{ required: ['a'] }, { required: ['b'] }] } },
    { not: { required: ['a', 'b'] } },
    'equal',
  ],
  [
    'not an object says nothing of its own type',
    { not: open({ a: text }, { required: ['a'] }) },
    { type: 'object' },
    'neither',
  ],
  [
    'exactly one is required',
    { type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    { type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    'narrower',
  ],
  [
    'exactly one, spelled out',
    { type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    {
      type: 'object',
      anyOf: [
        { required: ['a'], not: { required: ['b'] } },
        { required: ['b'], not: { required: ['a'] } },
      ],
    },
    'equal',
  ],
  [
    'none or both',
    { type: 'object', not: { oneOf: [{ required: ['a'] }, { required: ['b'] }] } },
    open({}, { dependentRequired: { a: ['b'], b: ['a'] } }),
    'equal',
  ],
  [
    'oneOf of three that overlap',
    { oneOf: [{ minimum: 0 }, { minimum: 5 }, { minimum: 9 }], ...number },
    { ...number, minimum: 0, exclusiveMaximum: 5 },
    'equal',
  ],
  ['if without then and else', { if: text }, true, 'equal'],
  ['then without if', { ...when(undefined, text) }, true, 'equal'],
  [
    'if, then, else spelled out',
    { ...when(text, { minLength: 1 }, number) },
    { anyOf: [{ ...text, minLength: 1 }, number] },
    'equal',
  ],
  ['a condition that never holds', { ...when(false, text, number) }, number, 'equal'],
  ['a condition that always holds', { ...when(true, text, number) }, text, 'equal'],
  [
    'a condition tightened',
    { type: 'object', ...when({ required: ['a'] }, { required: ['b'] }) },
    { type: 'object', ...when({ required: ['a'] }, { required: ['b', 'c'] }) },
    'wider',
  ],
  [
    'an if that an absent property satisfies',
    open({ k: text }, { ...when({ properties: { k: { const: 'x' } } }, { required: ['v'] }) }),
    open({ k: text }, { ...when({ properties: { k: { const: 'x' } }, required: ['k'] }, { required: ['v'] }) }),
    'narrower',
  ],
  [
    'if before there was one',
    { $schema: 'http://json-schema.org/draft-06/schema#', ...when(text, false) },
    true,
    'equal',
  ],
  ['a reference and its target', { $ref: '#/$defs/a', $defs: { a: text } }, text, 'equal'],
  [
    'a reference with a sibling',
    { $ref: '#/$defs/a', minLength: 2, $defs: { a: text } },
    { ...text, minLength: 2 },
    'equal',
  ],
  [
    'a reference that silences its sibling',
    { ...draft7, allOf: [{ $ref: '#/definitions/a', minLength: 2 }], definitions: { a: text } },
    text,
    'equal',
  ],
  ['a reference by anchor', { $ref: '#it', $defs: { a: { $anchor: 'it', ...text } } }, text, 'equal'],
  [
    'a reference by id',
    { $id: 'https://example.com/root', $ref: 'part', $defs: { a: { $id: 'part', ...text } } },
    text,
    'equal',
  ],
  ['a reference through escapes', { $ref: '#/$defs/a~1b%25', $defs: { 'a/b%': text } }, text, 'equal'],
  ['a recursive list widened', node(whole), node(number), 'narrower'],
  ['a recursive list narrowed deep inside', node(whole), node(whole, { maxProperties: 1 }), 'wider'],
  [
    'a recursive list, unrolled once',
    node(whole),
    { ...closed({ value: whole, next: { $ref: '#/$defs/node' } }, { required: ['value'] }), $defs: node(whole).$defs },
    'equal',
  ],
  ['a recursive list that can never end', node(whole, { required: ['value', 'next'] }), false, 'equal'],
  [
    'two names for one recursion',
    { $ref: '#/$defs/a', $defs: { a: list({ $ref: '#/$defs/b' }), b: list({ $ref: '#/$defs/a' }) } },
    { $ref: '#/$defs/a', $defs: { a: list({ $ref: '#/$defs/a' }) } },
    'equal',
  ],
  [
    'even depths only',
    {
      $ref: '#/$defs/a',
      $defs: {
        a: { anyOf: [whole, list({ $ref: '#/$defs/b' }, { minItems: 1 })] },
        b: list({ $ref: '#/$defs/a' }, { minItems: 1 }),
      },
    },
    { $ref: '#/$defs/a', $defs: { a: { anyOf: [whole, list({ $ref: '#/$defs/a' }, { minItems: 1 })] } } },
    'narrower',
  ],
  ['titles and descriptions', { ...text, title: 'A', description: 'B', examples: [1] }, text, 'equal'],
  ['an unknown keyword', { ...text, unheardOf: false }, text, 'equal'],
];
