import type { Field, JsonSchema, LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';
import { keywordsFit } from './keywords-fit.js';
import { namesOf, shareName } from './own-fields.js';

/** What may be sent as one value: its logical type, and the schema it is judged by. */
interface ValueSpec {
  readonly type: LogicalType;
  readonly schema: JsonSchema;
}

type Before = ValueSpec;
type Rule<K extends LogicalKind> = (before: Before, after: { type: LogicalOf<K>; schema: JsonSchema }) => boolean;

/** Which types hold nothing that a type refuses, as far as the keywords of their schemas do not say it. */
const rules: { readonly [K in LogicalKind]: Rule<K> } = {
  boolean: among('boolean'),
  int32: among('int32'),
  int64: ({ type }, { type: { wire } }) => wire === wireOf(type),
  float64: ({ type }) => type.kind === 'float64' || wireOf(type) === 'number',
  decimal: ({ type }, { type: { precision, scale } }) =>
    type.kind === 'decimal' && type.scale <= scale && type.precision - type.scale <= precision - scale,
  string: among('string', 'enum', 'uuid'),
  enum: ({ type }, { type: { values } }) =>
    type.kind === 'enum' && type.values.every((value) => values.includes(value)),
  uuid: among('uuid'),
  date: among('date'),
  timestamp: ({ type }, { type: { wire } }) => type.kind === 'timestamp' && type.wire === wire,
  struct: structFits,
  list: ({ type, schema }, after) =>
    type.kind === 'list' && fits(inside(type.element, schema.items), inside(after.type.element, after.schema.items)),
  map: ({ type, schema }, after) =>
    type.kind === 'map' && fits(entry(type.value, schema), entry(after.type.value, after.schema)),
  json: () => true,
};

/**
 * Whether every value of the first kind is provably a value of the second. Conservative: what cannot be told from the
 * structure alone is false.
 */
function fits(before: ValueSpec, after: ValueSpec): boolean {
  const rule = rules[after.type.kind] as (before: ValueSpec, after: ValueSpec) => boolean;
  return rule(before, after) && keywordsFit(before.schema, after.schema);
}

/**
 * Whether every object with the first fields is provably one with the second: each new field is fed by at most one old
 * one, whose type fits, and each required one by a required one. Objects hold what is declared and no more: that is what
 * a typed caller sends. `renamed` says that names which only the old object knows are put right on the way.
 */
export function fieldsFit(before: readonly Field[], after: readonly Field[], renamed: boolean): boolean {
  const targets = before.map((field) => after.filter((candidate) => shareName(field, candidate)));
  return (
    targets.every(
      (found, index) => found.length === 0 || (found.length === 1 && named(before[index], found[0], renamed)),
    ) &&
    after.every((field) =>
      fed(
        before.filter((candidate) => shareName(candidate, field)),
        field,
      ),
    )
  );
}

function fed([source, ...more]: readonly Field[], field: Field): boolean {
  if (!source) return !field.required;
  return more.length === 0 && (source.required || !field.required) && fits(source, field);
}

function named(source: Field | undefined, target: Field | undefined, renamed: boolean): boolean {
  if (renamed || !source || !target) return true;
  const known = namesOf(target);
  return namesOf(source).every((name) => known.includes(name));
}

/** A struct without declared fields may hold anything, and so also another value under a name that the new one declares. */
function structFits(before: Before, after: { type: LogicalOf<'struct'>; schema: JsonSchema }): boolean {
  if (before.type.kind !== 'struct' || !fieldsFit(before.type.fields, after.type.fields, false)) return false;
  if (before.type.fields.length === 0 && after.type.fields.length > 0) return false;
  const { additionalProperties: rest } = after.schema;
  if (rest === undefined || rest === true) return true;
  const known = after.type.fields;
  return (
    rest === false &&
    before.schema.additionalProperties === false &&
    before.type.fields.every((field) => known.some((candidate) => shareName(field, candidate)))
  );
}

function among(...kinds: readonly LogicalKind[]): (before: Before) => boolean {
  return ({ type }) => kinds.includes(type.kind);
}

/** How a whole number travels; undefined for anything else. */
function wireOf(type: LogicalType): 'number' | 'string' | undefined {
  if (type.kind === 'int32') return 'number';
  return type.kind === 'int64' ? type.wire : undefined;
}

function inside(type: LogicalType, schema: JsonSchema | undefined): ValueSpec {
  return { type, schema: schema ?? {} };
}

function entry(type: LogicalType, { additionalProperties: rest }: JsonSchema): ValueSpec {
  return inside(type, typeof rest === 'object' ? rest : {});
}
