import type { JsonObject, JsonValue } from '@sluice/contract';
import type { Random } from './random.js';
import type { SchemaObject } from './schemas.js';

/** A schema with so few values that all of them can be looked at, and constraints that tell them apart. */
export interface FiniteDomain {
  readonly name: string;
  readonly base: SchemaObject;
  readonly values: readonly JsonValue[];
  constraint(random: Random): SchemaObject;
}

type Constrain = (random: Random) => SchemaObject;

const elements: readonly JsonValue[] = [1, 2, 'a', [], [1]];
const members: readonly JsonValue[] = [1, 'x', [], { k: 1 }];
const keys = ['a', 'b', 'ab', 'c'];

/** A schema that accepts some of these values. */
function someOf(values: readonly JsonValue[], random: Random): unknown {
  return random.chance(0.15) ? random.chance(0.5) : { enum: [...random.some(values), random.pick(values)] };
}

const element = (random: Random) => someOf(elements, random);
const member = (random: Random) => someOf(members, random);

function listsUpTo(length: number): JsonValue[][] {
  if (length === 0) return [[]];
  const shorter = listsUpTo(length - 1);
  const longest = shorter.filter((list) => list.length === length - 1);
  return [...shorter, ...longest.flatMap((list) => elements.map((next) => [...list, next]))];
}

function objectsOver(names: readonly string[]): JsonObject[] {
  const [first, ...others] = names;
  if (first === undefined) return [{}];
  return objectsOver(others).flatMap((rest) => [rest, ...members.map((value) => ({ ...rest, [first]: value }))]);
}

const arrayConstraints: readonly Constrain[] = [
  (random) => ({ items: element(random) }),
  (random) => ({ prefixItems: [element(random), element(random)] }),
  (random) => ({ prefixItems: [element(random)], items: element(random) }),
  (random) => ({ contains: element(random) }),
  (random) => ({ contains: element(random), minContains: random.below(3) }),
  (random) => ({ contains: element(random), minContains: random.below(2), maxContains: random.below(3) }),
  (random) => ({ minItems: random.below(4) }),
  (random) => ({ maxItems: random.below(3) }),
  () => ({ uniqueItems: true }),
  (random) => ({ enum: [[], ...random.some([[1], [1, 2], [2, 1], ['a', 'a'], [[]], [[1], 1]])] }),
  (random) => ({ allOf: [{ prefixItems: [element(random)] }], unevaluatedItems: element(random) }),
];

const named = (random: Random) => Object.fromEntries(random.some(keys).map((key) => [key, member(random)]));
const matched = (random: Random) => ({ [random.pick(['^a', 'b$', '^.$', 'z'])]: member(random) });

const objectConstraints: readonly Constrain[] = [
  (random) => ({ properties: named(random) }),
  (random) => ({ properties: named(random), additionalProperties: member(random) }),
  (random) => ({ patternProperties: matched(random) }),
  (random) => ({ patternProperties: matched(random), additionalProperties: member(random) }),
  (random) => ({ required: random.some(keys, 0.4) }),
  (random) => ({ minProperties: random.below(4) }),
  (random) => ({ maxProperties: random.below(4) }),
  (random) => ({ propertyNames: random.pick([{ enum: random.some(keys) }, { pattern: '^a' }, { maxLength: 1 }]) }),
  (random) => ({ dependentRequired: { [random.pick(keys)]: [random.pick(keys)] } }),
  (random) => ({ dependentSchemas: { [random.pick(keys)]: { properties: named(random) } } }),
  (random) => ({ enum: [{}, ...random.some([{ a: 1 }, { a: 1, b: 'x' }, { c: [] }, { ab: { k: 1 } }])] }),
  (random) => ({ anyOf: [{ properties: named(random) }, { required: ['a'] }], unevaluatedProperties: member(random) }),
];

const numberConstraints: readonly Constrain[] = [
  (random) => ({ minimum: random.below(9) - 4 }),
  (random) => ({ exclusiveMinimum: random.below(9) - 4.5 }),
  (random) => ({ maximum: random.below(9) - 3.5 }),
  (random) => ({ exclusiveMaximum: random.below(9) - 3 }),
  (random) => ({ multipleOf: random.pick([0.5, 1, 1.5, 2, 3, 2.5]) }),
  (random) => ({ enum: [0, ...random.some([-4, -2, 0.5, 1, 2, 3.5])] }),
  () => ({ type: 'integer' }),
];

/** A boolean combination of constraints. */
function combined(random: Random, constraints: readonly Constrain[], depth: number): SchemaObject {
  const one = () => combined(random, constraints, depth - 1);
  if (depth <= 0 || random.chance(0.4)) return random.pick(constraints)(random);
  return random.pick<() => SchemaObject>([
    () => ({ allOf: [one(), one()] }),
    () => ({ anyOf: [one(), one()] }),
    () => ({ oneOf: [one(), one(), one()] }),
    () => ({ not: one() }),
    // biome-ignore lint/suspicious/noThenProperty: the keyword's own name
    () => ({ if: one(), then: one(), else: one() }),
  ])();
}

/** Lists of up to three elements, objects of up to four properties, and halves between −4 and 4. */
export const finiteDomains: readonly FiniteDomain[] = [
  {
    name: 'arrays',
    base: { type: 'array', items: { enum: elements }, maxItems: 3 },
    values: listsUpTo(3),
    constraint: (random) => combined(random, arrayConstraints, 2),
  },
  {
    name: 'objects',
    base: {
      type: 'object',
      properties: Object.fromEntries(keys.map((key) => [key, { enum: members }])),
      additionalProperties: false,
    },
    values: objectsOver(keys),
    constraint: (random) => combined(random, objectConstraints, 2),
  },
  {
    name: 'numbers',
    base: { type: 'number', multipleOf: 0.5, minimum: -4, maximum: 4 },
    values: Array.from({ length: 17 }, (_, index) => index / 2 - 4),
    constraint: (random) => combined(random, numberConstraints, 3),
  },
];
