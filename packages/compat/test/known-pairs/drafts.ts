import { closed, draft4, draft7, draft2019, type KnownPair, list, number, open, text, whole } from './known-pair.js';

const draft6 = { $schema: 'http://json-schema.org/draft-06/schema#' };
const draft2020 = { $schema: 'https://json-schema.org/draft/2020-12/schema' };

/** The same words in other drafts. */
export const drafts: readonly KnownPair[] = [
  ['contains in draft-04', { ...draft4, type: 'array', contains: text }, { type: 'array' }, 'equal'],
  ['propertyNames in draft-04', { ...draft4, type: 'object', propertyNames: false }, { type: 'object' }, 'equal'],
  [
    'propertyNames in draft-06',
    { ...draft6, type: 'object', propertyNames: false },
    { type: 'object', maxProperties: 0 },
    'equal',
  ],
  ['const in draft-06', { ...draft6, const: 1 }, { enum: [1] }, 'equal'],
  [
    'exclusiveMinimum as a number in draft-06',
    { ...draft6, ...number, exclusiveMinimum: 1 },
    { ...number, exclusiveMinimum: 1 },
    'equal',
  ],
  [
    'if in draft-07 and in 2019-09',
    { ...draft7, if: text, else: false },
    { ...draft2019, if: text, else: false },
    'equal',
  ],
  ['dependentRequired in draft-07', { ...draft7, dependentRequired: { a: ['b'] } }, true, 'equal'],
  [
    'dependencies in 2019-09 still assert',
    { ...draft2019, dependencies: { a: ['b'] } },
    { dependentRequired: { a: ['b'] } },
    'equal',
  ],
  [
    'a dependency on a schema, in draft-04',
    { ...draft4, type: 'object', dependencies: { a: { required: ['b'] } } },
    { type: 'object', dependentRequired: { a: ['b'] } },
    'equal',
  ],
  ['unevaluatedProperties in draft-07', { ...draft7, unevaluatedProperties: false }, true, 'equal'],
  [
    'minContains in 2019-09',
    { ...draft2019, type: 'array', contains: text, minContains: 0 },
    { type: 'array' },
    'equal',
  ],
  [
    'items as a list in 2019-09',
    { ...draft2019, type: 'array', items: [text], additionalItems: false },
    { ...draft2020, type: 'array', prefixItems: [text], items: false },
    'equal',
  ],
  [
    'additionalItems in 2020-12',
    { ...draft2020, type: 'array', prefixItems: [text], additionalItems: false },
    { type: 'array', prefixItems: [text] },
    'equal',
  ],
  [
    'a reference beside others in draft-04',
    { ...draft4, properties: { a: { $ref: '#/definitions/t', maxLength: 1 } }, definitions: { t: text } },
    { properties: { a: text } },
    'equal',
  ],
  [
    'a reference beside others in 2019-09',
    { ...draft2019, properties: { a: { $ref: '#/$defs/t', maxLength: 1 } }, $defs: { t: text } },
    { properties: { a: { ...text, maxLength: 1 } } },
    'equal',
  ],
  [
    '$defs in draft-07 is a place like any other',
    { ...draft7, allOf: [{ $ref: '#/$defs/t' }], $defs: { t: text } },
    text,
    'equal',
  ],
  ['definitions in 2020-12', { ...draft2020, $ref: '#/definitions/t', definitions: { t: text } }, text, 'equal'],
  [
    'id in draft-04',
    {
      ...draft4,
      id: 'http://example.com/root.json',
      allOf: [{ $ref: 'part.json' }],
      definitions: { p: { id: 'part.json', ...text } },
    },
    text,
    'equal',
  ],
  [
    'id in draft-07 is no identifier',
    { ...draft7, type: 'object', properties: { id: text } },
    open({ id: text }),
    'equal',
  ],
  [
    '$id as an anchor in draft-07',
    { ...draft7, allOf: [{ $ref: '#t' }], definitions: { t: { $id: '#t', ...text } } },
    text,
    'equal',
  ],
  ['an empty enum accepts nothing', { enum: [] }, false, 'equal'],
  ['uniqueItems false in draft-04', { ...draft4, type: 'array', uniqueItems: false }, { type: 'array' }, 'equal'],
  [
    'required true of draft-03',
    { ...draft4, type: 'object', properties: { a: { ...text, required: true } } },
    open({ a: text }),
    'equal',
  ],
  [
    'a boolean schema among properties',
    { ...draft6, type: 'object', properties: { a: false } },
    { type: 'object', not: { required: ['a'] } },
    'equal',
  ],
  [
    'media types are annotations',
    { ...draft7, ...text, contentEncoding: 'base64', contentMediaType: 'application/json' },
    text,
    'equal',
  ],
  ['nullable is no keyword', { ...text, nullable: true }, text, 'equal'],
  [
    'a discriminator is no keyword',
    { discriminator: { propertyName: 'a' }, ...open({ a: text }) },
    open({ a: text }),
    'equal',
  ],
  ['readOnly and default', closed({ a: { ...whole, readOnly: true, default: 1 } }), closed({ a: whole }), 'equal'],
  [
    'the same in http and https',
    { $schema: 'https://json-schema.org/draft-07/schema', ...list(text) },
    list(text),
    'equal',
  ],
];
