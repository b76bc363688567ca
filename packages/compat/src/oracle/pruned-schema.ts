import type { JsonValue } from '@sluice/contract';
import { draftOf, speaks } from '../engine/compile/dialect.js';
import { isRecord, stepsOf, valueAt } from '../engine/compile/pointer.js';
import { equalityKey } from '../engine/json-equality.js';
import type { AnySchema } from '../engine/types.js';

type SchemaObject = { readonly [keyword: string]: unknown };

/** Keywords whose schemas apply to the values under these names only. */
const byName: ReadonlySet<string> = new Set(['properties', 'dependentSchemas', 'dependencies']);
/** Keywords that hold schemas by name, all of which can count. */
const maps: ReadonlySet<string> = new Set(['patternProperties', 'definitions', '$defs']);
const inner: ReadonlySet<string> = new Set([
  ...['not', 'if', 'then', 'else', 'items', 'additionalItems', 'prefixItems', 'contains', 'unevaluatedItems'],
  ...['additionalProperties', 'propertyNames', 'unevaluatedProperties', 'allOf', 'anyOf', 'oneOf'],
]);

/** What a schema was reduced to, and for which values that says the same. */
export interface PrunedSchema {
  readonly schema: AnySchema;
  /** Whether it says of a value what the whole schema says. */
  speaksOf(value: JsonValue): boolean;
}

/**
 * The schema without what cannot matter to this value and those like it: what stands under a name that comes up nowhere
 * in it, and branches of a union that demand a constant which stands nowhere under its name. The schema itself where a
 * reference could lead to what would be gone. `dropBranches`: whether unions lose any.
 */
export function prunedSchema(schema: AnySchema, value: JsonValue, dropBranches = true): PrunedSchema {
  if (!isRecord(schema) || !isPlain(schema)) return { schema, speaksOf: () => true };
  const known = membersIn(value);
  const draft = typeof schema.$schema === 'string' ? draftOf(schema.$schema) : 'undeclared';
  const hasConst = draft !== undefined && speaks(draft, 'const');
  const pruning: Pruning = { root: schema, hasConst, dropBranches, known, dropped: new Set() };
  return {
    schema: prune(schema, pruning),
    speaksOf(other) {
      const { names, values } = membersIn(other);
      return [...names].every((name) => known.names.has(name)) && ![...values].some((one) => pruning.dropped.has(one));
    },
  };
}

/** The names of all properties in a value, and what plain values stand under them. */
interface Members {
  readonly names: Set<string>;
  readonly values: Set<string>;
}

interface Pruning {
  readonly root: SchemaObject;
  /** Whether the draft knows `const`. */
  readonly hasConst: boolean;
  readonly dropBranches: boolean;
  readonly known: Members;
  /** Values under names that would have had to be there for a branch that was dropped. */
  readonly dropped: Set<string>;
}

function membersIn(value: JsonValue): Members {
  const members: Members = { names: new Set(), values: new Set() };
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isRecord(next)) for (const [name, member] of Object.entries(next)) note(members, name, member as JsonValue);
    if (typeof next === 'object' && next !== null) for (const member of Object.values(next)) open.push(member);
  }
  return members;
}

function note({ names, values }: Members, name: string, member: JsonValue): void {
  names.add(name);
  if (!isNested(member)) values.add(memberKey(name, member));
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function memberKey(name: string, value: JsonValue): string {
  return `${name}\u0000${equalityKey(value)}`;
}

function prune(schema: SchemaObject, pruning: Pruning): SchemaObject {
  return Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, kept(keyword, value, pruning)]));
}

function kept(keyword: string, value: unknown, pruning: Pruning): unknown {
  if (pruning.dropBranches && (keyword === 'oneOf' || keyword === 'anyOf') && Array.isArray(value))
    return value.map((branch) => fallenBranch(branch, pruning) ?? keptSchemas(branch, pruning));
  if (inner.has(keyword)) return keptSchemas(value, pruning);
  if (!isRecord(value) || !(byName.has(keyword) || maps.has(keyword))) return value;
  const { names } = pruning.known;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      byName.has(keyword) && !names.has(name) && isRecord(one) ? {} : keptSchemas(one, pruning),
    ]),
  );
}

function keptSchemas(value: unknown, pruning: Pruning): unknown {
  if (Array.isArray(value)) return value.map((one) => keptSchemas(one, pruning));
  return isRecord(value) ? prune(value, pruning) : value;
}

/** What is left of a branch that refuses every object in question; undefined where it may accept one. */
function fallenBranch(branch: unknown, { root, known, dropped, hasConst }: Pruning): SchemaObject | undefined {
  const schema = targetOf(branch, root);
  if (!isRecord(schema) || schema.$ref !== undefined || !isRecord(schema.properties)) return undefined;
  const left = schema.type === 'object' ? { not: {} } : { not: { type: 'object' } };
  if (schema.type !== 'object' && !Object.keys(schema).every((keyword) => ofObjects.has(keyword))) return undefined;
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const [name, property] of Object.entries(schema.properties)) {
    if (!required.includes(name) || !isRecord(property) || property.$ref !== undefined) continue;
    const values = hasConst && 'const' in property ? [property.const] : property.enum;
    if (!Array.isArray(values) || values.length > mostValues || values.some(isNested)) continue;
    const keys = values.map((value) => memberKey(name, value as JsonValue));
    if (keys.some((key) => known.values.has(key))) continue;
    for (const key of keys) dropped.add(key);
    return left;
  }
  return undefined;
}

/** Keywords that say nothing about other values than objects, or nothing at all. */
const ofObjects: ReadonlySet<string> = new Set([
  ...['properties', 'required', 'additionalProperties', 'title', 'description', 'minProperties', 'maxProperties'],
]);
/** A longer list tells no branches apart. */
const mostValues = 50;

/** The schema that a branch leads to, where it is nothing but a reference. */
function targetOf(branch: unknown, root: SchemaObject): unknown {
  if (!isRecord(branch) || typeof branch.$ref !== 'string' || Object.keys(branch).length > 1) return branch;
  return valueAt(root, stepsOf(decodeURI(branch.$ref.slice(1))));
}

/** Whether every reference leads to a definition by a pointer from the root. */
function isPlain(root: SchemaObject): boolean {
  const open: unknown[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (isRecord(next) && !isPlainHere(next, next === root)) return false;
    for (const member of Object.values(next)) open.push(member);
  }
  return true;
}

function isPlainHere({ $id, id, $ref, ...schema }: SchemaObject, isRoot: boolean): boolean {
  if (['$anchor', '$dynamicAnchor', '$recursiveAnchor'].some((keyword) => schema[keyword] !== undefined)) return false;
  if ([$id, id].some((one) => typeof one === 'string' && !isRoot)) return false;
  if (typeof $ref !== 'string') return true;
  return $ref === '#' || (/^#\//.test($ref) && !/propert|depend/i.test($ref));
}
