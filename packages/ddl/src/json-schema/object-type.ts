import { type Field, type JsonSchema, type LogicalType, writeJson } from '@sluice/contract';
import { oneLine } from '../comment.js';
import { expanded, inside } from './expand.js';
import { requiredByAll } from './intersection.js';
import { namedColumns } from './names.js';
import { asJson, note, type Spot, type Typed, unitedAll } from './read-context.js';
import type { TypeOf } from './scalar-types.js';
import { type AnySchema, isSchema, requiredIn, schemasIn, textIn } from './schema.js';

/** A struct of the properties, a map where only values of free keys are described, else JSON. */
export function objectType(schema: AnySchema, spot: Spot, typeOf: TypeOf): LogicalType {
  const { properties, required } = everyProperty(schema, spot);
  if (properties.size === 0) return mapType(schema, spot, typeOf);
  if (schemasIn(schema, 'patternProperties').length > 0 || isNonEmpty(schema.additionalProperties)) {
    note(spot, 'other-keys', 'Keys beside the named ones are described, too: they have no column.');
  }
  const typed = [...properties].flatMap(([name, property]) => {
    const before = fieldBefore(spot, name);
    const at = { ...inside(spot, 'properties', name), depth: spot.depth + 1, ...(before && { before: before.type }) };
    const type = typeOf(property, at);
    return type ? [{ name, property, type }] : [];
  });
  if (typed.length === 0) return asJson(spot, 'free-form-object', 'None of the properties may have a value.').type;
  const names = columnsOf(
    typed.map(({ name }) => name),
    spot,
  );
  return {
    kind: 'struct',
    fields: typed.map(({ name, property, type }, at) =>
      fieldOf({ name, column: names[at] ?? name, ordinal: at + 1, property, type, required: required.has(name) }, spot),
    ),
  };
}

function columnsOf(properties: readonly string[], spot: Spot): string[] {
  const fields = spot.before?.kind === 'struct' ? spot.before.fields : [];
  const named = namedColumns(properties, new Map(fields.map(({ name, column }) => [name, column])));
  for (const { property, because } of named) {
    if (because) note(inside(spot, 'properties', property), because.code, because.text);
  }
  return named.map(({ column }) => column);
}

function fieldBefore({ before }: Spot, name: string): Field | undefined {
  return before?.kind === 'struct' ? before.fields.find((field) => field.name === name) : undefined;
}

interface FieldParts {
  readonly name: string;
  readonly column: string;
  readonly ordinal: number;
  readonly property: unknown;
  readonly type: Typed;
  readonly required: boolean;
}

function fieldOf({ name, column, ordinal, property, type, required }: FieldParts, spot: Spot): Field {
  return {
    name,
    column,
    ordinal,
    type: type.type,
    required: required && !type.nullable,
    description: descriptionOf(property, inside(spot, 'properties', name)),
    renamedFrom: [],
    sensitivity: 'internal',
    examples: [],
    schema: (isSchema(property) ? property : {}) as JsonSchema,
  };
}

/** The description of a schema, or its title; one behind a reference where it has none itself. */
export function descriptionOf(schema: unknown, spot: Spot): string {
  if (!isSchema(schema)) return '';
  const own = textIn(schema, 'description') ?? textIn(schema, 'title');
  if (own !== undefined || textIn(schema, '$ref') === undefined) return oneLine(own ?? '');
  const target = spot.context.references.find(textIn(schema, '$ref') ?? '', schema)?.schema;
  return isSchema(target) ? oneLine(textIn(target, 'description') ?? textIn(target, 'title') ?? '') : '';
}

/** Its own properties, and as optional ones those of its alternatives and conditions. */
function everyProperty(
  schema: AnySchema,
  spot: Spot,
): { properties: Map<string, unknown>; required: ReadonlySet<string> } {
  const properties = new Map(schemasIn(schema, 'properties'));
  const required = new Set(requiredIn(schema));
  const more = (part: unknown, code: 'union' | 'conditional'): AnySchema[] => {
    const found = isSchema(part) ? expanded(part, spot) : undefined;
    if (!found || 'type' in found) return [];
    const inner = everyProperty(found.schema, found.spot);
    for (const [name, property] of inner.properties) add(properties, name, property, spot, code);
    return [{ required: [...inner.required] }];
  };
  for (const group of (schema.anyOfs ?? [schema.anyOf, schema.oneOf]) as readonly unknown[]) {
    const branches = Array.isArray(group) ? group.filter((branch) => branch !== false) : [];
    const each = branches.flatMap((branch) => more(branch, 'union'));
    if (each.length === branches.length) for (const name of requiredByAll(each)) required.add(name);
  }
  for (const part of [schema.then, schema.else]) more(part, 'conditional');
  for (const keyword of ['dependentSchemas', 'dependencies']) {
    for (const [, part] of schemasIn(schema, keyword)) more(part, 'conditional');
  }
  return { properties, required };
}

function add(
  properties: Map<string, unknown>,
  name: string,
  property: unknown,
  spot: Spot,
  code: 'union' | 'conditional',
): void {
  const known = properties.get(name);
  if (known !== undefined && writeJson(known) === writeJson(property)) return;
  if (isSchema(property) && Object.keys(property).length === 0 && known !== undefined) return;
  if (property === false || property === true) {
    if (known === undefined && property) properties.set(name, property);
    return;
  }
  const when = code === 'union' ? 'in one of several alternatives' : 'under a condition';
  note(inside(spot, 'properties', name), code, `"${name}" is described ${when}: it is a column in any case.`);
  properties.set(name, known === undefined ? property : known === true ? property : narrowed(known, property));
}

/** A property that is described twice has a column for the values of both; what only narrows the known one adds nothing. */
function narrowed(known: unknown, property: unknown): unknown {
  const describes =
    isSchema(property) &&
    ['type', '$ref', 'properties', 'items', 'anyOf', 'oneOf', 'allOf'].some((keyword) =>
      Object.hasOwn(property, keyword),
    );
  return describes ? { anyOf: [known, property] } : known;
}

function isNonEmpty(schema: unknown): boolean {
  return isSchema(schema) && Object.keys(schema).length > 0;
}

function mapType(schema: AnySchema, spot: Spot, typeOf: TypeOf): LogicalType {
  const patterns = schemasIn(schema, 'patternProperties').map(([name]) => ['patternProperties', name]);
  const places = [...patterns, ...(isNonEmpty(schema.additionalProperties) ? [['additionalProperties']] : [])];
  if (places.length === 0)
    return asJson(spot, 'free-form-object', 'Nothing is said about the keys of the object.').type;
  const before = spot.before?.kind === 'map' ? spot.before.value : undefined;
  const values = places.flatMap((keys) => {
    const at = { ...inside(spot, ...keys), depth: spot.depth + 1, ...(before && { before }) };
    return (
      typeOf(
        keys.reduce<unknown>((value, key) => (value as AnySchema)[key], schema),
        at,
      )?.type ?? []
    );
  });
  const value = unitedAll(values, spot);
  if (!value) return asJson(spot, 'pattern-properties', 'The values of its keys have no column type in common.').type;
  if (patterns.length > 0)
    note(spot, 'pattern-properties', 'Keys are told by patterns: they become a map with any keys.');
  return { kind: 'map', value };
}
