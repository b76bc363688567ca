import { type AnySchema, isSchema, textIn } from './schema.js';

/** Finds what a `$ref` of a document points at. Nothing is ever fetched. */
export interface References {
  /** The schema, with its place in the document; undefined where it lies elsewhere or nowhere. */
  find(reference: string): { readonly schema: unknown; readonly path: string } | undefined;
  /** Whether a schema leads back to itself by references. */
  isRecursive(schema: unknown): boolean;
  /** Whether keywords beside `$ref` count: they do since draft 2019-09. */
  readonly siblingsCount: boolean;
}

/** Reads a document's ids and anchors once. */
export function referencesIn(document: unknown): References {
  const named = new Map<string, { schema: unknown; path: string }>();
  const seen = new Set<unknown>();
  const visit = (value: unknown, path: string, depth: number) => {
    if (typeof value !== 'object' || value === null || seen.has(value) || depth > 500) return;
    seen.add(value);
    if (isSchema(value))
      for (const name of namesOf(value)) if (!named.has(name)) named.set(name, { schema: value, path });
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}/${escaped(key)}`, depth + 1);
  };
  visit(document, '#', 0);
  const find = (reference: string) => pointed(document, reference, named);
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

/** Whether `wanted` can be met again on the way down from `value`, references followed. */
function leadsTo(value: unknown, wanted: unknown, find: References['find'], seen: Set<unknown>, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value) || depth > 500) return false;
  seen.add(value);
  return Object.entries(value).some(([key, inner]) => {
    const target = referenceKeywords.has(key) && typeof inner === 'string' ? find(inner)?.schema : inner;
    return target === wanted || leadsTo(target, wanted, find, seen, depth + 1);
  });
}

const referenceKeywords: ReadonlySet<string> = new Set(['$ref', '$dynamicRef', '$recursiveRef']);

function namesOf(schema: AnySchema): string[] {
  const ids = [textIn(schema, '$id'), textIn(schema, 'id')].flatMap((id) =>
    id === undefined ? [] : [id, id.replace(/#$/, '')],
  );
  const anchors = ['$anchor', '$dynamicAnchor']
    .flatMap((keyword) => textIn(schema, keyword) ?? [])
    .map((name) => `#${name}`);
  return [...ids, ...anchors].filter((name) => name !== '');
}

function pointed(
  document: unknown,
  reference: string,
  named: ReadonlyMap<string, { readonly schema: unknown; readonly path: string }>,
): { readonly schema: unknown; readonly path: string } | undefined {
  const known = named.get(reference) ?? byLastPart(reference, named);
  if (known) return known;
  const [base = '', pointer = ''] = reference.split('#', 2);
  const start = base === '' ? { schema: document, path: '#' } : (named.get(base) ?? named.get(`${base}#`));
  if (!start || (pointer !== '' && !pointer.startsWith('/'))) return undefined;
  return follow(start, pointer);
}

/** A relative `$ref: "item.json"` means the id that ends so, where there is exactly one. */
function byLastPart<T>(reference: string, named: ReadonlyMap<string, T>): T | undefined {
  if (reference.startsWith('#') || reference.includes('#')) return undefined;
  const found = [...named].filter(([id]) => id.endsWith(`/${reference.replace(/^\.?\//, '')}`));
  return found.length === 1 ? found[0]?.[1] : undefined;
}

function follow(start: { readonly schema: unknown; readonly path: string }, pointer: string) {
  let { schema, path } = start;
  for (const part of pointer.split('/').slice(1)) {
    const key = unescaped(part);
    if (typeof schema !== 'object' || schema === null || !Object.hasOwn(schema, key)) return undefined;
    schema = (schema as { readonly [key: string]: unknown })[key];
    path = `${path}/${part}`;
  }
  return { schema, path };
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
