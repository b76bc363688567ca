import { contradicts, intersected } from './intersection.js';
import { below, type NoticeCode } from './notice.js';
import { asJson, note, type Spot, type Typed } from './read-context.js';
import type { Target } from './references.js';
import { type AnySchema, isSchema, listIn, textIn } from './schema.js';

/** A schema without references and `allOf`, and where its parts stand now. */
export interface Expanded {
  readonly schema: AnySchema;
  readonly spot: Spot;
}

const referenceKeywords = ['$ref', '$dynamicRef', '$recursiveRef'] as const;

/** A part that cannot be read, and why; nothing is noted yet. */
interface Unread {
  readonly unread: { readonly code: NoticeCode; readonly message: string };
}

/** Follows references and puts what applies together into one schema; a type where that cannot be done. */
export function expanded(schema: AnySchema, spot: Spot): Expanded | Typed {
  const result = expansion(schema, spot);
  return 'unread' in result ? asJson(spot, result.unread.code, result.unread.message) : result;
}

function expansion(schema: AnySchema, spot: Spot): Expanded | Typed | Unread {
  const keyword = referenceKeywords.find((name) => textIn(schema, name) !== undefined);
  if (keyword !== undefined) return followed(schema, keyword, spot);
  const parts = listIn(schema, 'allOf');
  const { allOf: _, ...rest } = schema;
  return parts.length === 0 ? { schema: rest, spot } : combined(rest, parts, spot);
}

function followed(
  schema: AnySchema,
  keyword: (typeof referenceKeywords)[number],
  spot: Spot,
): Expanded | Typed | Unread {
  const { references } = spot.context;
  const { [keyword]: reference, ...siblings } = schema;
  const own = references.siblingsCount ? siblings : prose(siblings);
  const found = references.find(String(reference), schema);
  const target = found?.schema;
  const problem = problemOf(found, `${keyword} ${JSON.stringify(reference)}`, spot);
  if (problem) {
    const beside = combined({}, [own], spot);
    return 'schema' in beside ? leftOut(beside.schema, [problem], beside.spot) : problem;
  }
  return combined({}, [target, own], { ...spot, through: new Set([...spot.through, target]) });
}

/** Why a reference cannot be followed; undefined where it can. */
function problemOf(found: Target | undefined, reference: string, { context, through }: Spot): Unread | undefined {
  const target = found?.schema;
  const unread = (code: NoticeCode, message: string): Unread => ({ unread: { code, message } });
  if (target === undefined) return unread('reference', `${reference} points outside of this document.`);
  if (found?.ambiguous) return unread('reference', `${reference} is the name of several schemas of this document.`);
  if (typeof target !== 'boolean' && !isSchema(target)) return unread('malformed', `${reference} points at no schema.`);
  if (!through.has(target) || !context.references.isRecursive(target)) return undefined;
  return unread('recursive', `The schema contains itself by ${reference}.`);
}

/** Before draft 2019-09 keywords beside a reference do not count; what people read does. */
function prose({ title, description }: AnySchema): AnySchema {
  return { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
}

/** Every part applies: what they say together. */
function combined(base: AnySchema, parts: readonly unknown[], spot: Spot): Expanded | Typed | Unread {
  const unread: Unread[] = [];
  let schema = base;
  let at = spot;
  for (const part of parts) {
    if (part === false) return contradiction(spot);
    if (!isSchema(part)) continue;
    const inner = expansion(part, at);
    if ('unread' in inner) unread.push(inner);
    else if ('type' in inner) return inner;
    else {
      schema = intersected(lifted(schema), lifted(inner.schema));
      at = { ...at, through: new Set([...at.through, ...inner.spot.through]) };
    }
  }
  return contradicts(schema) ? contradiction(spot) : leftOut(schema, unread, at);
}

/** What is said beside parts that cannot be read counts alone; where nothing is, those parts are all there is. */
function leftOut(said: AnySchema, [first, ...more]: readonly Unread[], spot: Spot): Expanded | Unread {
  const schema = lifted(said);
  if (first && !Object.keys(schema).some((keyword) => telling.has(keyword))) return first;
  for (const { unread } of first ? [first, ...more] : []) {
    note(spot, unread.code, `${unread.message} What it says is left out; what stands beside it counts.`);
  }
  return { schema, spot };
}

/** Keywords that tell what values there are. */
const telling: ReadonlySet<string> = new Set(['type', 'properties', 'items', 'prefixItems', 'enum', 'const', 'anyOfs']);

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
