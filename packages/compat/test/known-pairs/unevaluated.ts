import { closed, type KnownPair, number, open, text, when, whole } from './known-pair.js';

const object = (more: object) => ({ type: 'object', ...more });
const array = (more: object) => ({ type: 'array', ...more });

/** Members that nothing else speaks about, across references, branches and conditions. */
export const unevaluated: readonly KnownPair[] = [
  [
    'unevaluated across a reference',
    { ...object({ $ref: '#/$defs/a', unevaluatedProperties: false }), $defs: { a: { properties: { x: text } } } },
    closed({ x: text }),
    'equal',
  ],
  [
    'unevaluated across allOf in allOf',
    object({ allOf: [{ allOf: [{ properties: { x: text } }] }], unevaluatedProperties: false }),
    closed({ x: text }),
    'equal',
  ],
  [
    'unevaluated does not look below not',
    object({ not: { not: { properties: { x: true } } }, unevaluatedProperties: false }),
    closed({}),
    'equal',
  ],
  [
    'unevaluated with a schema',
    object({ properties: { x: text }, unevaluatedProperties: whole }),
    open({ x: text }, { additionalProperties: whole }),
    'equal',
  ],
  [
    'unevaluated of a nested allOf sees nothing of its neighbour',
    { allOf: [open({ x: text }), object({ properties: { y: text }, unevaluatedProperties: false })] },
    closed({ x: false, y: text }),
    'equal',
  ],
  [
    'unevaluated after additionalProperties',
    object({ allOf: [{ additionalProperties: text }], unevaluatedProperties: false }),
    object({ additionalProperties: text }),
    'equal',
  ],
  [
    'unevaluated after dependentSchemas',
    object({
      properties: { a: true },
      dependentSchemas: { a: { properties: { b: text } } },
      unevaluatedProperties: false,
    }),
    { anyOf: [closed({}), closed({ a: true, b: text }, { required: ['a'] })] },
    'equal',
  ],
  [
    'unevaluated after if, then and else',
    object({
      ...when(
        open({ k: { const: 1 } }, { required: ['k'] }),
        { properties: { a: text } },
        { properties: { k: true, b: text } },
      ),
      unevaluatedProperties: false,
    }),
    {
      anyOf: [closed({ k: { const: 1 }, a: text }, { required: ['k'] }), closed({ k: { not: { const: 1 } }, b: text })],
    },
    'equal',
  ],
  [
    'unevaluated after a pattern in a branch',
    object({
      anyOf: [{ patternProperties: { '^x': text } }, { required: ['y'] }],
      properties: { y: true },
      unevaluatedProperties: false,
    }),
    closed({ y: true }, { patternProperties: { '^x': true } }),
    'narrower',
  ],
  [
    'unevaluated after oneOf',
    object({
      oneOf: [
        open({ k: { const: 'a' }, x: text }, { required: ['k'] }),
        open({ k: { const: 'b' }, y: text }, { required: ['k'] }),
      ],
      unevaluatedProperties: false,
    }),
    {
      anyOf: [
        closed({ k: { const: 'a' }, x: text }, { required: ['k'] }),
        closed({ k: { const: 'b' }, y: text }, { required: ['k'] }),
      ],
    },
    'equal',
  ],
  [
    'unevaluated items after prefixItems in two branches',
    array({ anyOf: [{ prefixItems: [text] }, { prefixItems: [true, number] }], unevaluatedItems: false }),
    array({ maxItems: 2 }),
    'narrower',
  ],
  [
    'unevaluated items after a condition',
    array({
      ...when({ prefixItems: [{ const: 1 }], minItems: 1 }, { prefixItems: [true, text] }),
      unevaluatedItems: false,
    }),
    { anyOf: [{ const: [] }, array({ prefixItems: [{ const: 1 }, text], items: false, minItems: 1 })] },
    'equal',
  ],
  [
    'unevaluated items with a schema',
    array({ prefixItems: [text], unevaluatedItems: whole }),
    array({ prefixItems: [text], items: whole }),
    'equal',
  ],
  [
    'unevaluated in a property of its own',
    open({ a: object({ allOf: [{ properties: { x: text } }], unevaluatedProperties: false }) }),
    open({ a: closed({ x: text }) }),
    'equal',
  ],
];
