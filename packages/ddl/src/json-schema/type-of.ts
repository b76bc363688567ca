import type { LogicalType } from '@sluice/contract';
import { alternatives, contradiction, expanded } from './expand.js';
import { intersected } from './intersection.js';
import { type JsonKind, kindsOf, valuesIn } from './kinds.js';
import { objectType } from './object-type.js';
import { asJson, deepest, mostSchemas, note, type Spot, type Typed, unitedAll } from './read-context.js';
import { integerType, listType, numberType, textType, valuesType } from './scalar-types.js';
import { type AnySchema, isSchema } from './schema.js';

/** What a schema becomes in a table; undefined where it allows no value at all. Never throws, whatever it is given. */
export function typeOf(schema: unknown, spot: Spot): Typed | undefined {
  spot.context.visited++;
  if (schema === false) return never(spot);
  if (schema === true) return asJson(spot, 'any-value', 'The schema allows any value.');
  if (!isSchema(schema)) return asJson(spot, 'malformed', 'This is no schema: neither an object nor true or false.');
  if (spot.depth > deepest) return asJson(spot, 'too-deep', `More than ${deepest} levels are nested.`);
  if (spot.context.visited > mostSchemas) return tooLarge(spot);
  const result = expanded(schema, spot);
  return 'type' in result ? result : withAlternatives(result.schema, result.spot);
}

/** Said once, about the document. */
function tooLarge(spot: Spot): Typed {
  return asJson({ ...spot, path: '#' }, 'too-large', `More than ${mostSchemas} schemas are nested: the rest is cut.`);
}

function never(spot: Spot): undefined {
  note(spot, 'never', 'No value is allowed here (false): there is no column.');
  return undefined;
}

/** Alternatives of objects give one struct with the keys of all; others the one type that holds all, or JSON. */
function withAlternatives(schema: AnySchema, spot: Spot): Typed | undefined {
  const { groups, rest } = alternatives(schema);
  if (groups.length === 0) return single(rest, spot);
  const isObject = kindsOf(rest).kinds.includes('object') && kindsOf(rest).kinds.length === 1;
  if (isObject) return single(intersected(rest, { anyOfs: groups }), spot);
  const [group = [], ...others] = groups;
  const base = others.length === 0 ? rest : { ...rest, anyOfs: others };
  return ofGroup(group, base, spot);
}

function ofGroup(group: readonly unknown[], base: AnySchema, spot: Spot): Typed | undefined {
  const branches = group.filter((branch) => branch !== false && !isNullOnly(branch));
  const nullable = group.some((branch) => branch === true || isNullOnly(branch));
  if (branches.length === 0) return nullable ? asJson(spot, 'any-value', 'Only NULL is allowed.') : contradiction(spot);
  const types = branches.flatMap((branch) => typeOf(isSchema(branch) ? { allOf: [base, branch] } : base, spot) ?? []);
  const type = unitedAll(
    types.map((one) => one.type),
    spot,
  );
  const mayBeNull = nullable || types.some((one) => one.nullable);
  if (!type)
    return asJson(
      spot,
      'mixed-types',
      `One of ${branches.length} schemas applies, and no column type holds them all.`,
      mayBeNull,
    );
  if (branches.length > 1)
    note(spot, 'union', `One of ${branches.length} schemas applies: the column holds the values of each.`);
  return { type, nullable: mayBeNull };
}

function isNullOnly(schema: unknown): boolean {
  if (!isSchema(schema)) return false;
  const { type } = schema;
  return type === 'null' || (Array.isArray(type) && type.length === 1 && type[0] === 'null') || schema.const === null;
}

function single(schema: AnySchema, spot: Spot): Typed | undefined {
  const { kinds, nullable, missing, unknown } = kindsOf(schema);
  const values = valuesIn(schema);
  const mayBeNull = nullable && (values === undefined || values.includes(null));
  const [kind, ...more] = kinds.filter((one) => one !== 'null');
  if (unknown !== undefined) {
    return asJson(spot, 'malformed', `${JSON.stringify(unknown)} is no type of JSON Schema.`, mayBeNull);
  }
  if (values) return valuesType(values, kinds, mayBeNull, spot);
  if (kind === undefined) {
    return missing
      ? asJson(spot, 'any-value', 'The schema says neither a type nor anything that tells it.')
      : asJson(spot, 'any-value', 'Only NULL is allowed.');
  }
  if (missing) note(spot, 'type-missing', `The type is missing: it is taken as ${kind}, as its keywords say.`);
  if (more.length === 1 && kinds.includes('integer') && kinds.includes('number'))
    return of('number', schema, mayBeNull, spot);
  if (more.length > 0)
    return asJson(
      spot,
      'mixed-types',
      `The types ${[kind, ...more].join(', ')} have no column type in common.`,
      mayBeNull,
    );
  return of(kind, schema, mayBeNull, spot);
}

type Reader = (schema: AnySchema, spot: Spot) => LogicalType;

const readers: { readonly [K in Exclude<JsonKind, 'null'>]: Reader } = {
  boolean: () => ({ kind: 'boolean' }),
  integer: integerType,
  number: numberType,
  string: textType,
  array: (schema, spot) => listType(schema, spot, typeOf),
  object: (schema, spot) => objectType(schema, spot, typeOf),
};

function of(kind: Exclude<JsonKind, 'null'>, schema: AnySchema, nullable: boolean, spot: Spot): Typed {
  return { type: readers[kind](schema, spot), nullable };
}
