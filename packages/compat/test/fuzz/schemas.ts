import type { JsonValue } from '@sluice/contract';
import type { AnySchema } from '../../src/engine/types.js';
import type { Random } from './random.js';

/** A schema object that is being put together. */
export interface SchemaObject {
  [keyword: string]: unknown;
}

/** A draft that random schemas are written in. */
export interface FuzzDraft {
  readonly name: '4' | '6' | '7' | '2019-09' | '2020-12' | 'undeclared';
  readonly $schema: string | undefined;
  readonly definitions: 'definitions' | '$defs';
}

/** Every draft, and schemas that name none. */
export const fuzzDrafts: readonly FuzzDraft[] = [
  { name: '4', $schema: 'http://json-schema.org/draft-04/schema#', definitions: 'definitions' },
  { name: '6', $schema: 'http://json-schema.org/draft-06/schema#', definitions: 'definitions' },
  { name: '7', $schema: 'http://json-schema.org/draft-07/schema#', definitions: 'definitions' },
  { name: '2019-09', $schema: 'https://json-schema.org/draft/2019-09/schema', definitions: '$defs' },
  { name: '2020-12', $schema: 'https://json-schema.org/draft/2020-12/schema', definitions: '$defs' },
  { name: 'undeclared', $schema: undefined, definitions: '$defs' },
];

/** Few names, numbers, texts and patterns, so that two schemas often speak about the same. */
export const names: readonly string[] = ['a', 'b', 'ab', 'c', 'constructor'];
const patterns: readonly string[] = ['^a', 'b$', '^[a-c]{1,2}$', '^.$', '^(a|bc)*$', '^\\d{2,3}$', 'x'];
const numbers: readonly number[] = [-1, 0, 1, 2, 3, 5, 0.5, 2.5, 10];
const scalars: readonly JsonValue[] = [null, true, false, 0, 1, 2, 1.5, -3, '', 'a', 'ab', 'bc', '12'];
const values: readonly JsonValue[] = [...scalars, [], [1], ['a', 1], {}, { a: 1 }, { a: 'a', b: 2 }, { c: [1] }];

interface Grammar {
  readonly random: Random;
  readonly draft: FuzzDraft;
  /** What a reference may lead to here without coming back to the same value. */
  readonly targets: readonly string[];
  /** What it may lead to below a member. */
  readonly all: readonly string[];
}

type Make = (grammar: Grammar, depth: number) => SchemaObject;

interface Keyword {
  /** How often, compared to the others. */
  readonly weight: number;
  readonly drafts?: readonly FuzzDraft['name'][];
  readonly make: Make;
}

const since6: readonly FuzzDraft['name'][] = ['6', '7', '2019-09', '2020-12', 'undeclared'];
const since7 = since6.slice(1);
const since2019 = since6.slice(2);
const listed: readonly FuzzDraft['name'][] = ['4', '6', '7', '2019-09', 'undeclared'];

const count = (random: Random) => random.pick([0, 1, 1, 2, 2, 3]);
const typeNames = ['object', 'object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];

function children(grammar: Grammar, depth: number): unknown[] {
  return Array.from({ length: 1 + grammar.random.below(3) }, () => child(grammar, depth));
}

/** Subschemas for members of the value: they may refer to anything. */
function inside(grammar: Grammar): Grammar {
  return { ...grammar, targets: grammar.all };
}

function member(grammar: Grammar, depth: number): unknown {
  return child(inside(grammar), depth);
}

function members(grammar: Grammar, depth: number): unknown[] {
  return children(inside(grammar), depth);
}

function byKey(grammar: Grammar, keys: readonly string[], depth: number): SchemaObject {
  const chosen = new Set(Array.from({ length: 1 + grammar.random.below(3) }, () => grammar.random.pick(keys)));
  return Object.fromEntries([...chosen].map((key) => [key, child(grammar, depth)]));
}

const keywords: readonly Keyword[] = [
  { weight: 6, make: ({ random }) => ({ type: random.pick(typeNames) }) },
  { weight: 2, make: ({ random }) => ({ type: [...new Set([random.pick(typeNames), random.pick(typeNames)])] }) },
  { weight: 2, make: ({ random }) => ({ enum: [...new Set(Array.from({ length: 3 }, () => random.pick(values)))] }) },
  { weight: 1, drafts: since6, make: ({ random }) => ({ const: random.pick(values) }) },
  { weight: 1, make: ({ random }) => ({ minimum: random.pick(numbers) }) },
  { weight: 1, make: ({ random }) => ({ maximum: random.pick(numbers) }) },
  { weight: 1, drafts: since6, make: ({ random }) => ({ exclusiveMinimum: random.pick(numbers) }) },
  { weight: 1, drafts: since6, make: ({ random }) => ({ exclusiveMaximum: random.pick(numbers) }) },
  {
    weight: 1,
    drafts: ['4', 'undeclared'],
    make: ({ random }) => ({ minimum: random.pick(numbers), exclusiveMinimum: random.chance(0.5) }),
  },
  { weight: 1, make: ({ random }) => ({ multipleOf: random.pick([1, 2, 3, 0.5, 0.1, 0.25, 6]) }) },
  { weight: 1, make: ({ random }) => ({ minLength: count(random) }) },
  { weight: 1, make: ({ random }) => ({ maxLength: count(random) }) },
  { weight: 1.5, make: ({ random }) => ({ pattern: random.pick(patterns) }) },
  { weight: 3, make: (grammar, depth) => ({ properties: byKey(inside(grammar), names, depth) }) },
  {
    weight: 3,
    make: (grammar, depth) => ({
      type: 'object',
      properties: byKey(inside(grammar), names, depth),
      ...required(grammar),
    }),
  },
  { weight: 2, make: (grammar) => required(grammar) },
  {
    weight: 2,
    make: (grammar, depth) => ({ additionalProperties: grammar.random.chance(0.5) ? false : member(grammar, depth) }),
  },
  { weight: 1, make: (grammar, depth) => ({ patternProperties: byKey(inside(grammar), patterns, depth) }) },
  { weight: 0.7, drafts: since6, make: (grammar, depth) => ({ propertyNames: member(grammar, depth) }) },
  { weight: 0.7, make: ({ random }) => ({ minProperties: count(random) }) },
  { weight: 0.7, make: ({ random }) => ({ maxProperties: count(random) }) },
  {
    weight: 0.7,
    drafts: ['4', '6', '7', 'undeclared'],
    make: (grammar, depth) => ({
      dependencies: { [grammar.random.pick(names)]: [grammar.random.pick(names)], b: child(grammar, depth) },
    }),
  },
  {
    weight: 0.7,
    drafts: since2019,
    make: ({ random }) => ({ dependentRequired: { [random.pick(names)]: [random.pick(names)] } }),
  },
  { weight: 0.7, drafts: since2019, make: (grammar, depth) => ({ dependentSchemas: byKey(grammar, names, depth) }) },
  { weight: 3, make: (grammar, depth) => ({ items: member(grammar, depth) }) },
  { weight: 2, make: (grammar, depth) => ({ type: 'array', items: member(grammar, depth) }) },
  { weight: 1, drafts: listed, make: (grammar, depth) => ({ items: members(grammar, depth) }) },
  {
    weight: 1,
    drafts: listed,
    make: (grammar, depth) => ({ items: members(grammar, depth), additionalItems: member(grammar, depth) }),
  },
  {
    weight: 1,
    drafts: ['2020-12', 'undeclared'],
    make: (grammar, depth) => ({ prefixItems: members(grammar, depth), items: member(grammar, depth) }),
  },
  { weight: 1, make: ({ random }) => ({ minItems: count(random) }) },
  { weight: 1, make: ({ random }) => ({ maxItems: count(random) }) },
  { weight: 1, make: () => ({ uniqueItems: true }) },
  { weight: 1, drafts: since6, make: (grammar, depth) => ({ contains: member(grammar, depth) }) },
  {
    weight: 1,
    drafts: since2019,
    make: (grammar, depth) => ({
      contains: member(grammar, depth),
      minContains: count(grammar.random),
      ...(grammar.random.chance(0.5) ? { maxContains: count(grammar.random) } : {}),
    }),
  },
  {
    weight: 0.7,
    drafts: since2019,
    make: (grammar, depth) => ({
      anyOf: [{ properties: byKey(inside(grammar), names, depth) }, child(grammar, depth)],
      unevaluatedProperties: grammar.random.chance(0.7) ? false : member(grammar, depth),
    }),
  },
  {
    weight: 0.7,
    drafts: since2019,
    make: (grammar, depth) => ({ allOf: children(grammar, depth), unevaluatedItems: member(grammar, depth) }),
  },
  { weight: 1.2, make: (grammar, depth) => ({ allOf: children(grammar, depth) }) },
  { weight: 1.5, make: (grammar, depth) => ({ anyOf: children(grammar, depth) }) },
  { weight: 1.5, make: (grammar, depth) => ({ oneOf: children(grammar, depth) }) },
  { weight: 1.2, make: (grammar, depth) => ({ not: child(grammar, depth) }) },
  {
    weight: 1,
    drafts: since7,
    make: (grammar, depth) => ({
      if: child(grammar, depth),
      // biome-ignore lint/suspicious/noThenProperty: the keyword's own name
      then: child(grammar, depth),
      ...(grammar.random.chance(0.6) ? { else: child(grammar, depth) } : {}),
    }),
  },
  { weight: 2, make: ({ random, targets }) => (targets.length > 0 ? { $ref: random.pick(targets) } : {}) },
];

function required({ random }: Grammar): SchemaObject {
  const chosen = random.some(names, 0.3);
  return chosen.length > 0 ? { required: chosen } : {};
}

const total = keywords.reduce((sum, { weight }) => sum + weight, 0);

function keywordFor({ random, draft }: Grammar): Keyword {
  for (;;) {
    let at = random.next() * total;
    const found = keywords.find(({ weight }) => {
      at -= weight;
      return at < 0;
    });
    if (found && (found.drafts === undefined || found.drafts.includes(draft.name))) return found;
  }
}

function child(grammar: Grammar, depth: number): unknown {
  const { random, draft } = grammar;
  if (random.chance(0.08) && draft.name !== '4') return random.chance(0.5);
  if (depth <= 1)
    return random.pick<SchemaObject>([{ type: random.pick(typeNames) }, {}, { enum: [random.pick(scalars)] }]);
  return someSchema(grammar, depth - 1);
}

function someSchema(grammar: Grammar, depth: number): SchemaObject {
  const parts = Array.from({ length: 1 + grammar.random.below(3) }, () => keywordFor(grammar).make(grammar, depth));
  return Object.assign({}, ...parts);
}

/** A random schema of a draft; half of them have definitions that refer to each other, also in circles. */
export function randomSchema(random: Random, draft: FuzzDraft, depth = 3): AnySchema {
  const { definitions, $schema } = draft;
  const defined = random.chance(0.5) ? ['one', 'two'] : [];
  const named = defined.map((name) => `#/${definitions}/${name}`);
  const all = [...named, ...(random.chance(0.1) ? ['#'] : [])];
  const grammar: Grammar = { random, draft, targets: named, all };
  const bodies = Object.fromEntries(
    defined.map((name, index) => [name, someSchema({ ...grammar, targets: named.slice(index + 1) }, depth - 1)]),
  );
  const inner = someSchema(grammar, depth);
  const body = typeof inner.$ref === 'string' ? { allOf: [inner] } : inner;
  return { ...($schema ? { $schema } : {}), ...body, ...(defined.length > 0 ? { [definitions]: bodies } : {}) };
}
