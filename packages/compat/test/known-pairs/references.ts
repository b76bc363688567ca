import { closed, draft7, draft2019, flag, type KnownPair, list, number, open, text, whole } from './known-pair.js';

const draft2020 = { $schema: 'https://json-schema.org/draft/2020-12/schema' };
const tree = (value: object) => ({
  $ref: '#/$defs/tree',
  $defs: { tree: closed({ value, children: list({ $ref: '#/$defs/tree' }) }, { required: ['value'] }) },
});
/** A tree by `$dynamicRef`; what stands outside decides what its nodes are. */
const strict = (more: object) => ({
  ...draft2020,
  $id: 'https://example.com/strict',
  $dynamicAnchor: 'node',
  $ref: 'tree',
  ...more,
  $defs: {
    tree: {
      $id: 'https://example.com/tree',
      $dynamicAnchor: 'node',
      type: 'object',
      properties: { value: true, children: { type: 'array', items: { $dynamicRef: '#node' } } },
    },
  },
});
const node = (more: object = {}) => ({
  $ref: '#/$defs/n',
  $defs: { n: open({ value: true, children: list({ $ref: '#/$defs/n' }) }, more) },
});

/** References, identifiers, anchors and recursion. */
export const references: readonly KnownPair[] = [
  ['a tree by $dynamicRef', strict({}), node(), 'equal'],
  ['a tree closed from outside', strict({ required: ['value'] }), node({ required: ['value'] }), 'equal'],
  ['a tree closed from outside, and one that is not', strict({ unevaluatedProperties: false }), node(), 'narrower'],
  [
    '$recursiveRef without an anchor outside is a $ref',
    { ...draft2019, type: 'object', properties: { a: { $recursiveRef: '#' } }, additionalProperties: false },
    { $ref: '#/$defs/r', $defs: { r: closed({ a: { $ref: '#/$defs/r' } }) } },
    'equal',
  ],
  [
    '$recursiveRef to the outermost anchor',
    {
      ...draft2019,
      $id: 'https://example.com/outer',
      $recursiveAnchor: true,
      required: ['v'],
      $ref: 'inner',
      $defs: { i: { $id: 'inner', $recursiveAnchor: true, type: 'object', properties: { k: { $recursiveRef: '#' } } } },
    },
    { $ref: '#/$defs/r', $defs: { r: open({ k: { $ref: '#/$defs/r' } }, { required: ['v'] }) } },
    'equal',
  ],
  [
    'a reference to the root',
    closed({ a: { $ref: '#' } }),
    { $ref: '#/$defs/r', $defs: { r: closed({ a: { $ref: '#/$defs/r' } }) } },
    'equal',
  ],
  ['a recursion unrolled twice', closed({ a: { $ref: '#' } }), closed({ a: closed({ a: { $ref: '#' } }) }), 'equal'],
  ['a recursion cut off', closed({ a: { $ref: '#' } }), closed({ a: closed({}) }), 'wider'],
  ['a tree of integers within one of numbers', tree(whole), tree(number), 'narrower'],
  ['a tree with a leaf of another kind', tree(whole), tree({ type: ['integer', 'null'] }), 'narrower'],
  ['trees of unlike leaves', tree(text), tree(number), 'neither'],
  [
    'nested lists of any depth',
    { $ref: '#/$defs/l', $defs: { l: list({ $ref: '#/$defs/l' }) } },
    { $ref: '#/$defs/l', $defs: { l: list({ anyOf: [{ $ref: '#/$defs/l' }, whole] }) } },
    'narrower',
  ],
  [
    'depths that are a multiple of 6 and of 3',
    {
      $ref: '#/$defs/a',
      $defs: {
        a: {
          anyOf: [
            { const: 0 },
            closed(
              {
                n: closed(
                  {
                    n: closed(
                      {
                        n: closed(
                          {
                            n: closed(
                              { n: closed({ n: { $ref: '#/$defs/a' } }, { required: ['n'] }) },
                              { required: ['n'] },
                            ),
                          },
                          { required: ['n'] },
                        ),
                      },
                      { required: ['n'] },
                    ),
                  },
                  { required: ['n'] },
                ),
              },
              { required: ['n'] },
            ),
          ],
        },
      },
    },
    {
      $ref: '#/$defs/a',
      $defs: {
        a: {
          anyOf: [
            { const: 0 },
            closed(
              { n: closed({ n: closed({ n: { $ref: '#/$defs/a' } }, { required: ['n'] }) }, { required: ['n'] }) },
              { required: ['n'] },
            ),
          ],
        },
      },
    },
    'narrower',
  ],
  [
    'mutual recursion, other names',
    { $ref: '#/$defs/a', $defs: { a: closed({ b: { $ref: '#/$defs/b' } }), b: closed({ a: { $ref: '#/$defs/a' } }) } },
    { $ref: '#/$defs/x', $defs: { x: closed({ b: { $ref: '#/$defs/y' } }), y: closed({ a: { $ref: '#/$defs/x' } }) } },
    'equal',
  ],
  [
    'a recursion below not',
    { $ref: '#/$defs/a', $defs: { a: { type: 'object', properties: { n: { not: { $ref: '#/$defs/a' } } } } } },
    { type: 'object' },
    'narrower',
  ],
  [
    'a union of itself and nothing else',
    {
      $ref: '#/$defs/a',
      $defs: {
        a: {
          anyOf: [
            list({ $ref: '#/$defs/a' }, { minItems: 1 }),
            closed({ x: { $ref: '#/$defs/a' } }, { required: ['x'] }),
          ],
        },
      },
    },
    false,
    'equal',
  ],
  [
    'an anchor',
    { allOf: [{ $ref: '#here' }], $defs: { deep: { er: true, not: { $anchor: 'here', ...text } } } },
    text,
    'equal',
  ],
  [
    'a path relative to an $id',
    { $id: 'https://example.com/a/b', allOf: [{ $ref: '../c' }], $defs: { c: { $id: '/c', ...text } } },
    text,
    'equal',
  ],
  [
    'a pointer below an $id',
    { $id: 'https://example.com/a', allOf: [{ $ref: 'c#/$defs/t' }], $defs: { c: { $id: 'c', $defs: { t: text } } } },
    text,
    'equal',
  ],
  [
    'a pointer inside a resource of its own',
    {
      $defs: { c: { $id: 'https://example.com/c', $defs: { t: text }, properties: { a: { $ref: '#/$defs/t' } } } },
      $ref: 'https://example.com/c',
    },
    { properties: { a: text } },
    'equal',
  ],
  [
    'a reference to a reference to a reference',
    { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/c' }, c: text } },
    text,
    'equal',
  ],
  [
    'a reference to true and to false',
    { anyOf: [{ $ref: '#/$defs/no' }, { allOf: [{ $ref: '#/$defs/yes' }, text] }], $defs: { yes: true, no: false } },
    text,
    'equal',
  ],
  [
    'a reference into items',
    { ...draft7, properties: { a: { items: [flag, text] }, b: { $ref: '#/properties/a/items/1' } } },
    { properties: { a: { prefixItems: [flag, text] }, b: text } },
    'equal',
  ],
  ['a percent-encoded pointer', { $ref: '#/$defs/a%20b%22', $defs: { 'a b"': text } }, text, 'equal'],
  ['a definition that nobody refers to', { ...text, $defs: { a: false, b: { type: 'unheard of' } } }, text, 'equal'],
  ['a property called $ref', { properties: { $ref: text } }, { properties: { $ref: { ...text } } }, 'equal'],
  ['$ref inside const is data', { const: { $ref: '#/nowhere' } }, { enum: [{ $ref: '#/nowhere' }] }, 'equal'],
];
