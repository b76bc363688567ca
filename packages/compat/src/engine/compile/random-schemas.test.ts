import type { JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { oracleOf } from '../../oracle/index.js';
import { holds } from '../holds.js';
import type { AnySchema } from '../types.js';
import { Universe } from '../universe.js';
import { compileSchema } from './index.js';

type SchemaObject = { [keyword: string]: unknown };

/** Mulberry32: the same numbers everywhere. */
class Random {
  constructor(private seed: number) {}

  next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)] as T;
  }
}

const names = ['a', 'b', 'ab', 'c'];
const patterns = ['^a', 'b$', '^[a-c]$'];

type Maker = (random: Random, depth: number) => SchemaObject;
const schemas = (random: Random, depth: number) => [schemaOf(random, depth), schemaOf(random, depth)];
const byName = (random: Random, keys: readonly string[], depth: number) =>
  Object.fromEntries([random.pick(keys), random.pick(keys)].map((key) => [key, schemaOf(random, depth)]));

/** One keyword, or a few that belong together, for every draft from 07 on. */
const common: readonly Maker[] = [
  (random) => ({ type: random.pick<unknown>(['object', 'array', 'string', 'number', 'integer', ['null', 'object']]) }),
  (random) => ({ enum: [random.pick<JsonValue>([1, 'a', null]), random.pick<JsonValue>([{ a: 1 }, [1], true])] }),
  (random) => ({ const: random.pick<JsonValue>([1, { a: 1 }, [], 'ab']) }),
  (random) => ({ minimum: random.pick([0, 1, 2]) }),
  (random) => ({ exclusiveMaximum: random.pick([2, 2.5]), multipleOf: random.pick([0.5, 1, 2]) }),
  (random) => ({ minLength: random.pick([0, 1, 2]), maxLength: random.pick([1, 2]) }),
  (random) => ({ pattern: random.pick(patterns) }),
  (random, depth) => ({ properties: byName(random, names, depth) }),
  (random, depth) => ({ properties: byName(random, names, depth), additionalProperties: schemaOf(random, depth) }),
  (random, depth) => ({ patternProperties: byName(random, patterns, depth) }),
  (random, depth) => ({ properties: byName(random, names, depth), required: [random.pick(names)] }),
  (random, depth) => ({ propertyNames: schemaOf(random, depth) }),
  (random) => ({ minProperties: random.pick([0, 1, 2]), maxProperties: random.pick([1, 2, 3]) }),
  (random, depth) => ({ dependencies: { [random.pick(names)]: schemaOf(random, depth), b: [random.pick(names)] } }),
  (random, depth) => ({ contains: schemaOf(random, depth) }),
  (random) => ({ minItems: random.pick([0, 1]), maxItems: random.pick([1, 2]), uniqueItems: random.next() < 0.5 }),
  (random, depth) => ({ allOf: schemas(random, depth) }),
  (random, depth) => ({ anyOf: schemas(random, depth) }),
  (random, depth) => ({ oneOf: schemas(random, depth) }),
  (random, depth) => ({ not: schemaOf(random, depth) }),
  // biome-ignore lint/suspicious/noThenProperty: the keyword's own name
  (random, depth) => ({ if: schemaOf(random, depth), then: schemaOf(random, depth), else: schemaOf(random, depth) }),
  (random) => ({ $ref: random.pick(['#/definitions/one', '#/definitions/two']) }),
];
const lists: readonly Maker[] = [
  (random, depth) => ({ items: schemaOf(random, depth) }),
  (random, depth) => ({ items: schemas(random, depth), additionalItems: schemaOf(random, depth) }),
];
/** Without `contains` beside `unevaluatedItems` and `if` without `then`, which Ajv reads otherwise. */
const newer: readonly Maker[] = [
  (random, depth) => ({ dependentSchemas: { [random.pick(names)]: schemaOf(random, depth) } }),
  (random) => ({ dependentRequired: { [random.pick(names)]: [random.pick(names)] } }),
  (random, depth) => ({ contains: schemaOf(random, depth), minContains: random.pick([0, 2]), maxContains: 2 }),
  (random, depth) => ({ anyOf: schemas(random, depth), unevaluatedProperties: schemaOf(random, depth) }),
  (random, depth) => ({ allOf: schemas(random, depth), unevaluatedProperties: false }),
  (random, depth) => ({ oneOf: schemas(random, depth), unevaluatedProperties: false }),
  (random, depth) => ({ $ref: '#/definitions/one', anyOf: schemas(random, depth), unevaluatedProperties: false }),
];

let makers: readonly Maker[] = common;

function schemaOf(random: Random, depth: number): unknown {
  if (depth <= 0 || random.next() < 0.1)
    return random.pick<unknown>([true, false, {}, { type: 'string' }, { minimum: 1 }]);
  const parts = Array.from({ length: 1 + Math.floor(random.next() * 3) }, () => random.pick(makers)(random, depth - 1));
  return Object.assign({}, ...parts);
}

function instanceFor(random: Random, depth: number): JsonValue {
  if (depth <= 0 || random.next() < 0.3) return random.pick<JsonValue>([null, true, 0, 1, 1.5, 2, 'a', 'ab', '', 'cb']);
  if (random.next() < 0.35)
    return Array.from({ length: Math.floor(random.next() * 4) }, () => instanceFor(random, depth - 1));
  const keys = names.filter(() => random.next() < 0.45);
  return Object.fromEntries(keys.map((key) => [key, instanceFor(random, depth - 1)]));
}

const drafts = [
  {
    $schema: 'http://json-schema.org/draft-07/schema#',
    keywords: [...common, ...lists],
    want: { alike: 870, otherwise: 0, undecided: 30 },
  },
  {
    $schema: 'https://json-schema.org/draft/2019-09/schema',
    keywords: [...common, ...lists, ...newer],
    want: { alike: 862, otherwise: 0, undecided: 38 },
  },
  {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    keywords: [...common, ...newer, lists[0] as Maker],
    want: { alike: 873, otherwise: 0, undecided: 27 },
  },
  { $schema: undefined, keywords: [...common, ...newer, ...lists], want: { alike: 890, otherwise: 0, undecided: 10 } },
];

function formulaOf(schema: AnySchema, policy: 'strict' | 'writer' | 'reader') {
  const compiled = compileSchema(new Universe(), schema, { name: 's', assertFormat: false, policy });
  if ('problem' in compiled) throw new Error(compiled.problem.message);
  return compiled.formula;
}

function verdictOf(plain: boolean | undefined, judged: boolean | undefined): 'alike' | 'otherwise' | 'undecided' {
  if (plain === undefined || judged === undefined) return 'undecided';
  return plain === judged ? 'alike' : 'otherwise';
}

/** Every answer that Ajv gives otherwise here is one of its own: a third validator (jsonschema for Python) was asked. */
describe('random schemas', () => {
  it.each(drafts)('mean the same to a formula and to Ajv ($$schema)', ({ $schema, keywords, want }) => {
    makers = keywords;
    const random = new Random(7);
    const found = { alike: 0, otherwise: 0, undecided: 0 };
    const misread: unknown[] = [];
    for (let turn = 0; turn < 60; turn++) {
      const definitions = { one: schemaOf(random, 2), two: schemaOf(random, 2) };
      const schema = { ...($schema ? { $schema } : {}), definitions, allOf: [schemaOf(random, 3)] };
      const oracle = oracleOf(schema, { assertFormat: false });
      const formulas = (['writer', 'strict', 'reader'] as const).map((policy) => formulaOf(schema, policy));
      for (let instance = 0; instance < 15; instance++) {
        const value = instanceFor(random, 3);
        const [closed, plain, opened] = formulas.map((formula) => holds(formula, value));
        found[verdictOf(plain, oracle?.accepts(value))]++;
        if (closed === true && plain === false) misread.push({ schema, value, policy: 'writer' });
        if (plain === true && opened === false) misread.push({ schema, value, policy: 'reader' });
      }
    }
    expect(found).toEqual(want);
    expect(misread).toEqual([]);
  });
});
