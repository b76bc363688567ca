import type { AnySchema } from '../../src/engine/types.js';
import { isObject, spotsOf } from './places.js';
import type { Random } from './random.js';
import type { SchemaObject } from './schemas.js';

/** One way to change a schema object; undefined where it does not apply. */
interface Mutation {
  readonly name: string;
  apply(schema: SchemaObject, random: Random): SchemaObject | undefined;
}

const numeric = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
const counts = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];
const types = ['string', 'number', 'integer', 'object', 'array', 'boolean', 'null'];

function without(object: SchemaObject, key: string): SchemaObject {
  const { [key]: _, ...rest } = object;
  return rest;
}

/** A change of one member of a list or map that stands under a keyword. */
function within(keyword: string, change: (value: SchemaObject, random: Random) => SchemaObject): Mutation['apply'] {
  return (schema, random) => {
    const value = schema[keyword];
    return isObject(value) && Object.keys(value).length > 0
      ? { ...schema, [keyword]: change(value, random) }
      : undefined;
  };
}

function listWithout(keyword: string): Mutation['apply'] {
  return (schema, random) => {
    const list = schema[keyword];
    if (!Array.isArray(list) || list.length < 2) return undefined;
    const gone = random.below(list.length);
    return { ...schema, [keyword]: list.filter((_, index) => index !== gone) };
  };
}

/** Without what only the root may say. */
function body(schema: SchemaObject): SchemaObject {
  const { $schema: _, $defs: __, definitions: ___, self: ____, ...rest } = schema;
  return rest;
}

/** What only the root may say, around another body. */
function wrapped(schema: SchemaObject, around: SchemaObject): SchemaObject {
  const kept = ['$schema', '$defs', 'definitions', 'self'].filter((keyword) => Object.hasOwn(schema, keyword));
  return { ...Object.fromEntries(kept.map((keyword) => [keyword, schema[keyword]])), ...around };
}

function wrap(make: (schema: SchemaObject, random: Random) => SchemaObject): Mutation['apply'] {
  return (schema, random) =>
    Object.keys(body(schema)).length === 0 ? undefined : wrapped(schema, make(body(schema), random));
}

/** Everything a person or a generator does to a schema. */
const mutations: readonly Mutation[] = [
  {
    name: 'drop a property',
    apply: within('properties', (map, random) => without(map, random.pick(Object.keys(map)))),
  },
  {
    name: 'add a property',
    apply: within('properties', (map, random) => ({
      ...map,
      [random.pick(['c', 'added'])]: { type: random.pick(types) },
    })),
  },
  {
    name: 'change the type',
    apply: (schema, random) => (schema.type === undefined ? undefined : { ...schema, type: random.pick(types) }),
  },
  {
    name: 'one type more',
    apply: (schema, random) =>
      schema.type === undefined
        ? undefined
        : { ...schema, type: [...new Set([schema.type, random.pick(types)].flat())] },
  },
  {
    name: 'move a bound',
    apply: (schema, random) => {
      const present = numeric.filter((keyword) => typeof schema[keyword] === 'number');
      if (present.length === 0) return undefined;
      const keyword = random.pick(present);
      const moved =
        (schema[keyword] as number) * random.pick([2, 0.5]) + (keyword === 'multipleOf' ? 0 : random.pick([-1, 0, 1]));
      return { ...schema, [keyword]: moved };
    },
  },
  {
    name: 'move a count',
    apply: (schema, random) => {
      const present = counts.filter((keyword) => typeof schema[keyword] === 'number');
      if (present.length === 0) return undefined;
      const keyword = random.pick(present);
      return { ...schema, [keyword]: Math.max(0, (schema[keyword] as number) + random.pick([-1, 1, 5])) };
    },
  },
  {
    name: 'add a limit',
    apply: (schema, random) => ({
      ...schema,
      ...random.pick<SchemaObject>([
        { maxLength: 3 },
        { minimum: 0 },
        { maxItems: 2 },
        { minProperties: 1 },
        { pattern: '^a' },
      ]),
    }),
  },
  { name: 'an enum member less', apply: listWithout('enum') },
  {
    name: 'an enum member more',
    apply: (schema, random) =>
      Array.isArray(schema.enum)
        ? { ...schema, enum: [...new Set([...schema.enum, random.pick(['new', 7, null])])] }
        : undefined,
  },
  { name: 'a requirement less', apply: listWithout('required') },
  {
    name: 'a requirement more',
    apply: (schema, random) => {
      const known = Object.keys(isObject(schema.properties) ? schema.properties : {});
      const old = Array.isArray(schema.required) ? (schema.required as string[]) : [];
      return { ...schema, required: [...new Set([...old, random.pick([...known, 'a'])])] };
    },
  },
  {
    name: 'open or close',
    apply: (schema) =>
      isObject(schema.properties)
        ? {
            ...schema,
            additionalProperties: schema.additionalProperties !== undefined && schema.additionalProperties !== true,
          }
        : undefined,
  },
  {
    name: 'lose a keyword',
    apply: (schema, random) => {
      const present = Object.keys(body(schema));
      return present.length === 0 ? undefined : without(schema, random.pick(present));
    },
  },
  {
    name: 'a branch less',
    apply: (schema, random) => listWithout(random.pick(['anyOf', 'oneOf', 'allOf']))(schema, random),
  },
  { name: 'in allOf', apply: wrap((schema) => ({ allOf: [schema] })) },
  {
    name: 'in anyOf with a type',
    apply: wrap((schema, random) => ({ anyOf: [{ type: random.pick(types) }, schema] })),
  },
  {
    name: 'in oneOf with a type',
    apply: wrap((schema, random) => ({ oneOf: [schema, { type: random.pick(types) }] })),
  },
  { name: 'in oneOf', apply: wrap((schema) => ({ oneOf: [schema] })) },
  { name: 'not not', apply: wrap((schema) => ({ not: { not: schema } })) },
  { name: 'not', apply: wrap((schema) => ({ not: schema })) },
  {
    name: 'required in its own branch',
    apply: (schema) =>
      Array.isArray(schema.required)
        ? {
            ...without(schema, 'required'),
            allOf: [...((schema.allOf as unknown[]) ?? []), { required: schema.required }],
          }
        : undefined,
  },
];

/** The schema with one to three changes at random places, and their names. */
export function mutate(
  schema: AnySchema,
  random: Random,
): { readonly schema: AnySchema; readonly names: readonly string[] } {
  let changed: unknown = schema;
  const applied: string[] = [];
  for (let left = 1 + random.below(3), tries = 0; left > 0 && tries < 20; tries++) {
    const spots = spotsOf(changed);
    if (spots.length === 0) break;
    const spot = random.pick(spots);
    const mutation = random.pick(mutations);
    const next = mutation.apply(spot.schema, random);
    if (!next) continue;
    changed = spot.replace(next);
    applied.push(mutation.name);
    left--;
  }
  return { schema: changed as AnySchema, names: applied };
}
