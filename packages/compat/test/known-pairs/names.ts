import { closed, type KnownPair, number, open, text, whole } from './known-pair.js';

const object = (more: object) => ({ type: 'object', ...more });

/** Names of properties: patterns, counts, dependencies, and names that every object has as methods. */
export const names: readonly KnownPair[] = [
  [
    'names, patterns and the rest',
    object({ propertyNames: { pattern: '^[ab]' }, patternProperties: { '^a': text }, additionalProperties: whole }),
    object({ propertyNames: { pattern: '^[ab]' }, patternProperties: { '^a': text, '^b': whole } }),
    'equal',
  ],
  [
    'a rest that no name can fall under',
    object({ propertyNames: { pattern: '^a' }, patternProperties: { '^a': text }, additionalProperties: whole }),
    object({ patternProperties: { '^a': text }, additionalProperties: false }),
    'equal',
  ],
  [
    'a name of two patterns',
    object({ patternProperties: { a: { minimum: 1 }, b: { maximum: 3 } } }),
    open({ ab: { minimum: 1, maximum: 3 } }),
    'narrower',
  ],
  [
    'a name of its own beside a pattern',
    open({ ab: whole }, { patternProperties: { '^a': number } }),
    open({ ab: number }, { patternProperties: { '^a': number } }),
    'narrower',
  ],
  [
    'patterns that share no name',
    object({ patternProperties: { '^a$': text, '^b$': whole }, additionalProperties: false }),
    closed({ a: text, b: whole }),
    'equal',
  ],
  [
    'patterns and names of one length',
    object({ propertyNames: { pattern: '^[a-z]$' }, patternProperties: { '..': false } }),
    object({ propertyNames: { pattern: '^[a-z]$' } }),
    'equal',
  ],
  [
    'names that must not be',
    object({ propertyNames: { not: { enum: ['x'] } } }),
    object({ properties: { x: false } }),
    'equal',
  ],
  [
    'names by a reference',
    { ...object({ propertyNames: { $ref: '#/$defs/n' } }), $defs: { n: { minLength: 2 } } },
    object({ propertyNames: { minLength: 2 } }),
    'equal',
  ],
  ['a required name that names forbid', object({ required: ['abc'], propertyNames: { maxLength: 2 } }), false, 'equal'],
  ['names that are always texts', object({ propertyNames: number }), object({ maxProperties: 0 }), 'equal'],
  ['counts and required names', object({ required: ['a', 'b', 'c'] }), object({ minProperties: 3 }), 'narrower'],
  [
    'counts that make everything required',
    closed({ a: {}, b: {}, c: {} }, { minProperties: 3 }),
    closed({ a: {}, b: {}, c: {} }, { required: ['a', 'b', 'c'] }),
    'equal',
  ],
  [
    'counts that make one of three required',
    closed({ a: {}, b: {}, c: {} }, { minProperties: 2 }),
    {
      ...closed({ a: {}, b: {}, c: {} }),
      allOf: [
        { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
        { anyOf: [{ required: ['b'] }, { required: ['c'] }] },
        { anyOf: [{ required: ['a'] }, { required: ['c'] }] },
      ],
    },
    'equal',
  ],
  ['a count within finite names', object({ propertyNames: { enum: ['a', 'b'] }, minProperties: 3 }), false, 'equal'],
  [
    'a count and a dependency',
    object({ required: ['a'], dependentRequired: { a: ['b', 'c'] }, maxProperties: 2 }),
    false,
    'equal',
  ],
  [
    'a forbidden name of a closed model',
    closed({ a: {}, b: false }, { minProperties: 1 }),
    closed({ a: {} }, { required: ['a'] }),
    'equal',
  ],
  [
    'names that every object has as methods',
    closed({ constructor: text, toString: text }),
    closed({ constructor: text, toString: text }, { required: ['constructor'] }),
    'wider',
  ],
  ['a name like a prototype', object({ required: ['__proto__'] }), object({ minProperties: 1 }), 'narrower'],
  [
    'a declared prototype',
    JSON.parse('{"type":"object","properties":{"__proto__":{"type":"integer"}}}'),
    JSON.parse('{"type":"object","properties":{"__proto__":{"type":"number"}}}'),
    'narrower',
  ],
  ['a dependency on hasOwnProperty', object({ dependentRequired: { hasOwnProperty: ['a'] } }), object({}), 'narrower'],
  [
    'names without letters',
    open({ '': whole, '/': whole, '~': whole }),
    open({ '': number, '/': number, '~': number }),
    'narrower',
  ],
  [
    'dependencies in a circle',
    object({ dependentRequired: { a: ['b'], b: ['c'], c: ['a'] } }),
    object({
      oneOf: [
        { required: ['a', 'b', 'c'] },
        { not: { anyOf: [{ required: ['a'] }, { required: ['b'] }, { required: ['c'] }] } },
      ],
    }),
    'equal',
  ],
  [
    'a dependent schema that requires',
    object({ dependentSchemas: { a: { required: ['b'] } } }),
    object({ dependentRequired: { a: ['b'] } }),
    'equal',
  ],
  [
    'a dependent schema that types',
    object({ dependentSchemas: { a: { properties: { b: whole } } } }),
    object({ dependentSchemas: { a: { properties: { b: number } } } }),
    'narrower',
  ],
  [
    'a dependency on a name that cannot be',
    closed({ b: {} }, { dependentRequired: { a: ['z'] } }),
    closed({ b: {} }),
    'equal',
  ],
  [
    'a dozen patterns that share no name',
    object({ patternProperties: Object.fromEntries([...'abcdefghijkl'].map((letter) => [`^${letter}`, whole])) }),
    object({ patternProperties: Object.fromEntries([...'abcdefghijkl'].map((letter) => [`^${letter}`, number])) }),
    'narrower',
  ],
  [
    'a dozen patterns and one',
    object({ patternProperties: Object.fromEntries([...'abcdefghijkl'].map((letter) => [`^${letter}`, whole])) }),
    object({ patternProperties: { '^[a-l]': whole } }),
    'equal',
  ],
];
