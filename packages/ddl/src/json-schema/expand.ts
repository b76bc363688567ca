import { contradicts, merged } from './merge.js';
import { below } from './notice.js';
import { asJson, note, type Spot, type Typed } from './reading.js';
import { type AnySchema, isSchema, listIn, textIn } from './schema.js';

/** A schema without references and `allOf`, and where its parts stand now. */
export interface Expanded {
  readonly schema: AnySchema;
  readonly spot: Spot;
}

const referenceKeywords = ['$ref', '$dynamicRef', '$recursiveRef'] as const;

/** Follows references and puts what applies together into one schema; a type where that cannot be done. */
export function expanded(schema: AnySchema, spot: Spot): Expanded | Typed {
  const keyword = referenceKeywords.find((name) => textIn(schema, name) !== undefined);
  if (keyword !== undefined) return followed(schema, keyword, spot);
  const parts = listIn(schema, 'allOf');
  const { allOf: _, ...rest } = schema;
  return parts.length === 0 ? { schema: rest, spot } : combined(rest, parts, spot);
}

function followed(schema: AnySchema, keyword: (typeof referenceKeywords)[number], spot: Spot): Expanded | Typed {
  const { reading, through } = spot;
  const reference = String(schema[keyword]);
  const target = reading.references.find(reference, schema);
  if (!target)
    return asJson(spot, 'reference', `${keyword} ${JSON.stringify(reference)} points outside of this document.`);
  if (through.has(target.schema) && reading.references.isRecursive(target.schema)) {
    return asJson(spot, 'recursive', `The schema contains itself by ${keyword} ${JSON.stringify(reference)}.`);
  }
  const there = { ...spot, through: new Set([...through, target.schema]) };
  if (typeof target.schema === 'boolean') return target.schema ? expanded({}, there) : contradiction(spot);
  if (!isSchema(target.schema))
    return asJson(spot, 'malformed', `${keyword} ${JSON.stringify(reference)} points at no schema.`);
  const { [keyword]: _, ...siblings } = schema;
  const own = reading.references.siblingsCount ? siblings : prose(siblings);
  return combined({}, [target.schema, own], there);
}

/** Before draft 2019-09 keywords beside a reference do not count; what people read does. */
function prose({ title, description }: AnySchema): AnySchema {
  return { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
}

/** Every part applies: what they say together. A part that cannot be expanded is left out with a notice. */
function combined(base: AnySchema, parts: readonly unknown[], spot: Spot): Expanded | Typed {
  let schema = base;
  let at = spot;
  for (const part of parts) {
    if (part === false) return contradiction(spot);
    if (!isSchema(part)) continue;
    const inner = expanded(part, at);
    if ('type' in inner) return inner;
    schema = merged(lifted(schema), lifted(inner.schema));
    at = { ...at, through: new Set([...at.through, ...inner.spot.through]) };
  }
  return contradicts(schema) ? contradiction(spot) : { schema, spot: at };
}

/** Alternatives become groups, so that those of two schemas can stand beside each other. */
function lifted(schema: AnySchema): AnySchema {
  const { anyOf, oneOf, ...rest } = schema;
  const groups = [
    ...listIn(rest, 'anyOfs'),
    ...[anyOf, oneOf].filter((group) => Array.isArray(group) && group.length > 0),
  ];
  return groups.length === 0 ? rest : { ...rest, anyOfs: groups };
}

/** The groups of alternatives of an expanded schema, and the schema without them. */
export function alternatives(schema: AnySchema): {
  readonly groups: readonly (readonly unknown[])[];
  readonly rest: AnySchema;
} {
  const { anyOfs, ...rest } = lifted(schema);
  return { groups: (anyOfs ?? []) as readonly (readonly unknown[])[], rest };
}

/** No value fits: there is still a column, which stays empty. */
export function contradiction(spot: Spot): Typed {
  note(spot, 'contradiction', 'No value fits this schema: the column is JSON and stays NULL.');
  return { type: { kind: 'json' }, nullable: true };
}

/** The place of a part. */
export function inside(spot: Spot, ...keys: readonly (string | number)[]): Spot {
  const { before: _, ...rest } = spot;
  return { ...rest, path: below(spot.path, ...keys) };
}
