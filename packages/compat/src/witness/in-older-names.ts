import type { JsonSchema } from '@sluice/contract';
import { type FieldPair, pairFields } from '../changes/pair-fields.js';
import { aliasesOf, isRequired, mapValueOf, propertyOf } from '../changes/schema.js';
import { compileSchema } from '../engine/compile/index.js';
import { holds } from '../engine/holds.js';
import type { AnySchema } from '../engine/types.js';
import { Universe } from '../engine/universe.js';

/** A writer's schema and a reader's that speak of the same names. */
export interface SharedNames {
  readonly writer: JsonSchema;
  readonly reader: JsonSchema;
}

/**
 * The newer schema behind its upcast, as one that speaks of the names of the older: what it accepts is, after old names
 * were replaced and defaults filled in, accepted by the newer schema. Where that cannot be written down the reader
 * accepts less, never more: two fields that become one are refused together (they may disagree), and an old name that
 * the newer schema does not know is refused. So a proof about the two holds for the composition.
 */
export function inOlderNames(before: JsonSchema, after: JsonSchema): SharedNames {
  const fields = before.properties || after.properties ? inFields(before, after) : inValues(before, after);
  if (!before.items || !after.items) return fields;
  const items = inOlderNames(before.items, after.items);
  return {
    writer: { ...fields.writer, items: items.writer },
    reader: { ...fields.reader, items: items.reader },
  };
}

/** Maps: names may be old ones in the values only. */
function inValues(before: JsonSchema, after: JsonSchema): SharedNames {
  const [held, taken] = [mapValueOf(before), mapValueOf(after)];
  if (!held || !taken) return { writer: before, reader: after };
  const values = inOlderNames(held, taken);
  return {
    writer: { ...before, additionalProperties: values.writer },
    reader: { ...after, additionalProperties: values.reader },
  };
}

function inFields(before: JsonSchema, after: JsonSchema): SharedNames {
  const writer = new Map(Object.entries(before.properties ?? {}));
  const reader = new Map<string, JsonSchema>();
  const { pairs, gone } = pairFields(before, after);
  for (const pair of pairs) takePair(before, pair, namesIn(before, after, pair), { writer, reader });
  const held = after.additionalProperties === false ? nothing : mapValueOf(after);
  if (held) for (const name of gone) reader.set(name, inOlderNames(propertyOf(before, name) ?? {}, held).reader);
  const lost = [...writer.keys()].filter((name) => !propertyOf(before, name));
  const given = (before.required ?? []).filter((name) => !lost.some((alias) => isAliasOf(before, alias, name)));
  return {
    writer: { ...before, properties: Object.fromEntries(writer), required: given },
    reader: {
      ...after,
      ...(held && { additionalProperties: held }),
      properties: Object.fromEntries(reader),
      required: [],
      ...limits(before, after, pairs),
    },
  };
}

interface Fields {
  readonly writer: Map<string, JsonSchema>;
  readonly reader: Map<string, JsonSchema>;
}

function takePair(before: JsonSchema, { was, after }: FieldPair, names: readonly string[], fields: Fields): void {
  for (const name of names) {
    const source = propertyOf(before, name) ?? mapValueOf(before);
    const { writer, reader } = source ? inOlderNames(source, after) : { writer: undefined, reader: after };
    if (writer && propertyOf(before, name)) fields.writer.set(name, writer);
    fields.reader.set(name, reader);
  }
  const old = was === undefined ? undefined : propertyOf(before, was);
  if (!old || was === undefined) return;
  for (const alias of aliasesOf(old)) {
    if (names.includes(alias) || aliasesOf(after).includes(alias) || propertyOf(before, alias)) continue;
    fields.writer.set(alias, fields.writer.get(was) ?? old);
    fields.reader.set(alias, nothing);
  }
}

const nothing = { not: {} } as JsonSchema;

/** The names under which the older schema may carry a field of the newer one; its own where it carries none. */
function namesIn(before: JsonSchema, after: JsonSchema, { name, after: field }: FieldPair): readonly string[] {
  const taken = [name, ...aliasesOf(field).filter((alias) => alias !== name && !propertyOf(after, alias))];
  if (mapValueOf(before)) return taken;
  const known = taken.filter((one) => propertyOf(before, one));
  return known.length > 0 ? known : [name];
}

function isAliasOf(schema: JsonSchema, alias: string, name: string): boolean {
  return aliasesOf(propertyOf(schema, name) ?? {}).includes(alias);
}

/**
 * What is required must be there under one of its names, and never under two. A default is always there, but one that its
 * own field refuses turns down every event without the field.
 */
function limits(before: JsonSchema, after: JsonSchema, pairs: readonly FieldPair[]): object {
  const declared = new Set(pairs.map(({ name }) => name));
  const others = (after.required ?? []).filter((name) => !declared.has(name)).map((name) => ({ required: [name] }));
  const demands = pairs.flatMap((pair) => {
    const names = namesIn(before, after, pair);
    const needed = pair.after.default === undefined ? isRequired(after, pair.name) : !takesItsDefault(pair.after);
    const one = needed ? [{ anyOf: names.map((name) => ({ required: [name] })) }] : [];
    const two = names.flatMap((name, at) => names.slice(at + 1).map((other) => ({ not: { required: [name, other] } })));
    return [...one, ...two];
  });
  const all = [...others, ...demands];
  return all.length > 0 ? { allOf: [...allOfIn(after), ...all] } : {};
}

function allOfIn(schema: JsonSchema): readonly object[] {
  const { allOf } = schema as { readonly allOf?: readonly object[] };
  return allOf ?? [];
}

function takesItsDefault(field: JsonSchema): boolean {
  const options = { name: 'field', assertFormat: true, policy: 'strict' } as const;
  const compiled = compileSchema(new Universe(), field as AnySchema, options);
  return 'formula' in compiled && holds(compiled.formula, field.default ?? null) === true;
}
