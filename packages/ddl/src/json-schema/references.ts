import { canonicalJson } from '@sluice/contract';
import { type AnySchema, isSchema, textIn } from './schema.js';

/** What a reference points at; `ambiguous` where several schemas that differ go by that name. */
export interface Target {
  readonly schema: unknown;
  readonly ambiguous?: boolean;
}

/** Finds what a `$ref` of a document points at. Nothing is ever fetched. */
export interface References {
  /** The schema that a reference in `from` points at; undefined where it lies elsewhere or nowhere. */
  find(reference: string, from: unknown): Target | undefined;
  /** Whether a schema leads back to itself by references. */
  isRecursive(schema: unknown): boolean;
  /** Whether keywords beside `$ref` count: they do since draft 2019-09. */
  readonly siblingsCount: boolean;
}

/** What a document names, by absolute address. */
interface Names {
  readonly document: unknown;
  readonly schemas: ReadonlyMap<string, unknown>;
  /** Those of the addresses that schemas which differ claim. */
  readonly ambiguous: ReadonlySet<string>;
  /** The address that references in an object are relative to. */
  readonly bases: ReadonlyMap<unknown, string>;
}

/** The address of a document that says none. */
const unnamed = 'document:///';

/** Reads a document's ids and anchors once. */
export function referencesIn(document: unknown): References {
  const names = namesIn(document);
  const find = (reference: string, from: unknown) => found(reference, names.bases.get(from) ?? unnamed, names);
  const recursive = new Map<unknown, boolean>();
  const version = isSchema(document) ? textIn(document, '$schema') : undefined;
  return {
    siblingsCount: version === undefined || /2019-09|2020-12|\/next/.test(version),
    find,
    isRecursive: (schema) => {
      const known = recursive.get(schema) ?? leadsTo(schema, schema, find, new Set());
      recursive.set(schema, known);
      return known;
    },
  };
}

/** Deeper parts of a document are not looked at for names: the stack has an end. */
const deepest = 500;

function namesIn(document: unknown): Names {
  const schemas = new Map<string, unknown>([[unnamed, document]]);
  const bases = new Map<unknown, string>();
  const ambiguous = new Set<string>();
  const claim = (name: string, schema: unknown): boolean => {
    if (!schemas.has(name)) schemas.set(name, schema);
    const first = schemas.get(name);
    if (first !== schema && canonicalJson(first) !== canonicalJson(schema)) ambiguous.add(name);
    return first === schema;
  };
  const visitSchema = (schema: AnySchema, outer: string): string => {
    const own = baseOf(schema, outer);
    const first = own === undefined || claim(own, schema);
    const base = first ? (own ?? outer) : `${own}?copy=${schemas.size}`;
    if (!first) schemas.set(base, schema);
    for (const name of anchorsOf(schema, base)) claim(name, schema);
    return base;
  };
  const visit = (value: unknown, outer: string, depth: number, isMap = false) => {
    if (typeof value !== 'object' || value === null || bases.has(value) || depth > deepest) return;
    const base = isSchema(value) && !isMap ? visitSchema(value, outer) : outer;
    bases.set(value, base);
    for (const [key, inner] of Object.entries(value)) {
      if (isMap || !dataKeywords.has(key)) visit(inner, base, depth + 1, !isMap && mapKeywords.has(key));
    }
  };
  visit(document, unnamed, 0);
  return { document, schemas, ambiguous, bases };
}

/** Keywords that hold values, not schemas: an `$id` there is data. */
const dataKeywords: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'example', 'examples']);
/** Keywords that hold schemas by name: a name may be `$id`. */
const mapKeywords: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', 'definitions', '$defs', 'dependencies', 'dependentSchemas'],
]);

/** A schema with an id is a document of its own: references in it are relative to that id. */
function baseOf(schema: AnySchema, outer: string): string | undefined {
  const id = textIn(schema, '$id') ?? textIn(schema, 'id');
  return id === undefined || id === '' || id.startsWith('#') ? undefined : withoutFragment(resolved(id, outer));
}

function anchorsOf(schema: AnySchema, base: string): string[] {
  const plain = ['$anchor', '$dynamicAnchor'].flatMap((keyword) => textIn(schema, keyword) ?? []);
  const ids = ['$id', 'id'].flatMap((keyword) => /^#(.+)$/.exec(textIn(schema, keyword) ?? '')?.[1] ?? []);
  return [...plain, ...ids].map((name) => `${base}#${name}`);
}

function resolved(reference: string, base: string): string {
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, '');
}

function found(reference: string, base: string, names: Names): Target | undefined {
  const [address = '', fragment = ''] = reference.split('#', 2);
  const own = address === '' ? base : withoutFragment(resolved(address, base));
  const asked = fragment === '' ? [own] : [own, `${own}#${fragment}`];
  if (asked.slice(address === '' ? 1 : 0).some((name) => names.ambiguous.has(name)))
    return { schema: {}, ambiguous: true };
  return (
    at(fragment, own, names) ??
    at(fragment, likelyAddress(address, names), names) ??
    (address === '' && fragment.startsWith('/') ? follow(names.document, fragment) : undefined)
  );
}

/** What is named by an anchor or a pointer in the schema of an address. */
function at(fragment: string, address: string | undefined, { schemas }: Names) {
  if (address === undefined) return undefined;
  const name = fragment === '' ? address : `${address}#${fragment}`;
  if (schemas.has(name)) return { schema: schemas.get(name) };
  return fragment.startsWith('/') && schemas.has(address) ? follow(schemas.get(address), fragment) : undefined;
}

/** A relative `$ref: "item.json"` in a document with other ids means the id that ends so, where there is exactly one. */
function likelyAddress(address: string, { schemas }: Names): string | undefined {
  if (address === '') return undefined;
  const ending = `/${address.replace(/^\.?\//, '')}`;
  const alike = [...schemas.keys()].filter((name) => name.endsWith(ending));
  return alike.length === 1 ? alike[0] : undefined;
}

function follow(start: unknown, pointer: string): { readonly schema: unknown } | undefined {
  let schema = start;
  for (const part of pointer.split('/').slice(1)) {
    const key = unescaped(part);
    if (typeof schema !== 'object' || schema === null || !Object.hasOwn(schema, key)) return undefined;
    schema = (schema as { readonly [key: string]: unknown })[key];
  }
  return { schema };
}

function unescaped(part: string): string {
  return decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const referenceKeywords: ReadonlySet<string> = new Set(['$ref', '$dynamicRef', '$recursiveRef']);

/** Whether `wanted` can be met again on the way down from `value`, references followed. */
function leadsTo(value: unknown, wanted: unknown, find: References['find'], seen: Set<unknown>, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value) || depth > deepest) return false;
  seen.add(value);
  return Object.entries(value).some(([key, inner]) => {
    const target = referenceKeywords.has(key) && typeof inner === 'string' ? find(inner, value)?.schema : inner;
    return target === wanted || leadsTo(target, wanted, find, seen, depth + 1);
  });
}
