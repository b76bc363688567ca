import { ContractError } from './errors.js';
import type { JsonSchema } from './json.js';
import { longestColumn, sqlName } from './names.js';

/** A schema with properties whose columns and ordinals are frozen: a published document, or a struct in one. */
type Frozen = Pick<JsonSchema, 'properties'>;

/** What earlier publications decided about the same struct. */
export interface Precedents {
  /** The version itself (one or none), where it was generated before: gives columns and ordinals of what is still there. */
  readonly own: readonly Frozen[];
  /** Earlier versions of the same major, newest first: they give columns and ordinals, and their columns are taken. */
  readonly sameMajor: readonly Frozen[];
  /** Earlier majors, newest first: they give columns only. */
  readonly earlier: readonly Frozen[];
}

/**
 * Gives every property its column and ordinal. A property that an earlier version published keeps both; a new one gets
 * the next free ordinal in the order as written, and a column made from its name (or its `column` override).
 */
export function freezeProperties(
  properties: { readonly [name: string]: JsonSchema },
  precedents: Precedents,
  path: string,
): { [name: string]: JsonSchema } {
  const frozen = [...precedents.own, ...precedents.sameMajor];
  let next = nextOrdinal(frozen);
  const result: { [name: string]: JsonSchema } = {};
  for (const [name, schema] of Object.entries(properties)) {
    const where = `${path}.${name}`;
    const known = find(frozen, name);
    const ordinal = known?.['x-sluice']?.ordinal ?? next++;
    const column = columnFor(name, schema, known ?? find(precedents.earlier, name), where);
    const nested = freezeNested(schema, name, precedents, where);
    result[name] = { ...nested, 'x-sluice': { ...schema['x-sluice'], column, ordinal } };
  }
  refuseCollisions(result, precedents.sameMajor, path);
  refuseAmbiguousAliases(result, path);
  return result;
}

function nextOrdinal(precedents: readonly Frozen[]): number {
  const used = precedents.flatMap((frozen) =>
    Object.values(frozen.properties ?? {}).map((field) => field['x-sluice']?.ordinal ?? 0),
  );
  return Math.max(0, ...used) + 1;
}

function find(precedents: readonly Frozen[], name: string): JsonSchema | undefined {
  for (const { properties } of precedents) {
    if (properties && Object.hasOwn(properties, name)) return properties[name];
  }
  return undefined;
}

function columnFor(name: string, schema: JsonSchema, known: JsonSchema | undefined, path: string): string {
  const wanted = schema['x-sluice']?.column;
  const frozen = known?.['x-sluice']?.column;
  if (frozen === undefined) return shortEnough(wanted ?? sqlName(name), path);
  if (wanted === undefined || wanted === frozen) return frozen;
  throw new ContractError({
    code: 'column-frozen',
    path,
    message: `"${name}" is published under the column "${frozen}"; it cannot become "${wanted}".`,
    fix: 'Take the override out: a new name needs a new field with renamedFrom. If no branch has published this version, move its registry file to another place and run sluice generate.',
  });
}

function shortEnough(column: string, path: string): string {
  if (column.length <= longestColumn) return column;
  throw new ContractError({
    code: 'column-too-long',
    path,
    message: `The column "${column}" has ${column.length} bytes; ${longestColumn} fit every warehouse.`,
    fix: "Choose a shorter name, or a shorter column: { column: '…' }.",
  });
}

/** Structs also stand below lists and maps: the same keyword leads down on both sides. */
function freezeNested(schema: JsonSchema, name: string, precedents: Precedents, path: string): JsonSchema {
  const below = (step: (schema: JsonSchema) => JsonSchema | undefined): Precedents => ({
    own: stepInto(precedents.own, name, step),
    sameMajor: stepInto(precedents.sameMajor, name, step),
    earlier: stepInto(precedents.earlier, name, step),
  });
  return freezeInside(schema, below, path);
}

function stepInto(
  structs: readonly Frozen[],
  name: string,
  step: (schema: JsonSchema) => JsonSchema | undefined,
): Frozen[] {
  return structs.flatMap(({ properties }) => step(properties?.[name] ?? {}) ?? []);
}

type Below = (step: (schema: JsonSchema) => JsonSchema | undefined) => Precedents;

function freezeInside(schema: JsonSchema, below: Below, path: string): JsonSchema {
  if (schema.properties) {
    return {
      ...schema,
      properties: freezeProperties(
        schema.properties,
        below((found) => found),
        `${path}.properties`,
      ),
    };
  }
  if (schema.items) {
    const inItems: Below = (step) => below((found) => found.items && step(found.items));
    return { ...schema, items: freezeInside(schema.items, inItems, `${path}.items`) };
  }
  if (typeof schema.additionalProperties === 'object') {
    const inValues: Below = (step) => below((found) => valueSchema(found) && step(valueSchema(found) as JsonSchema));
    const values = freezeInside(schema.additionalProperties, inValues, `${path}.additionalProperties`);
    return { ...schema, additionalProperties: values };
  }
  return schema;
}

function valueSchema(schema: JsonSchema): JsonSchema | undefined {
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** An old name stands for one field, and only where no field has it now. */
function refuseAmbiguousAliases(properties: { [name: string]: JsonSchema }, path: string): void {
  const claimed = new Map<string, string>();
  for (const [name, field] of Object.entries(properties)) {
    for (const alias of field['x-sluice']?.renamedFrom ?? []) {
      const other = Object.hasOwn(properties, alias) ? alias : claimed.get(alias);
      claimed.set(alias, name);
      if (other === undefined) continue;
      throw new ContractError({
        code: other === alias ? 'alias-in-use' : 'alias-claimed-twice',
        path: `${path}.${name}`,
        message:
          other === alias
            ? `"${name}" is said to be renamed from "${alias}", which is a field of this version.`
            : `"${name}" and "${other}" both claim the old name "${alias}".`,
        fix: `Take "${alias}" out of renamedFrom, or rename in two versions, one after the other.`,
      });
    }
  }
}

/** Two names that meet in one column would overwrite each other: Athena folds case, and so does the column's name. */
function refuseCollisions(properties: { [name: string]: JsonSchema }, earlier: readonly Frozen[], path: string): void {
  const owners = new Map<string, string>();
  for (const frozen of earlier) {
    for (const [name, field] of Object.entries(frozen.properties ?? {})) owners.set(columnOf(field), name);
  }
  const here = new Map<string, string>();
  for (const [name, field] of Object.entries(properties)) {
    const column = columnOf(field);
    const other = here.get(column) ?? owners.get(column);
    here.set(column, name);
    if (other === undefined || other === name || field['x-sluice']?.renamedFrom?.includes(other)) continue;
    throw new ContractError({
      code: 'column-collision',
      path: `${path}.${name}`,
      message: `"${name}" and "${other}" would share the column "${column}".`,
      fix: `Rename one of them, or give "${name}" a column of its own: { column: '…' }.`,
    });
  }
}

function columnOf(schema: JsonSchema): string {
  return schema['x-sluice']?.column ?? '';
}
