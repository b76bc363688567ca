import { createHash } from 'node:crypto';
import type { JsonSchema } from './json.js';

/** JSON with keys sorted by code unit at every depth, two spaces, newline at the end: equal values, equal bytes. */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sortKeys(value), null, 2)}\n`;
}

/** The same JSON value with the keys of every object in order. */
export function sortKeys<T>(value: T): T {
  return sorted(value) as T;
}

/** What is in order already is taken as it is: most of a registry is. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return sortedMembers(value);
  const object = value as { readonly [key: string]: unknown };
  const keys = Object.keys(object);
  let same = true;
  for (let i = 1; i < keys.length && same; i++) same = (keys[i - 1] as string) < (keys[i] as string);
  if (!same) keys.sort();
  const members: unknown[] = [];
  for (const key of keys) {
    const member = sorted(object[key]);
    if (member !== object[key]) same = false;
    members.push(member);
  }
  return same ? value : Object.fromEntries(keys.map((key, index) => [key, members[index]]));
}

function sortedMembers(list: readonly unknown[]): readonly unknown[] {
  const members = list.map(sorted);
  return members.every((member, index) => member === list[index]) ? list : members;
}

const digests = new WeakMap<object, string>();

/**
 * SHA-256 (hex) of a registry document without its prose (description, examples, owner): what a version is, however it
 * is worded. Properties that happen to be named `description` count. Computed once per document: it must not change.
 */
export function digestOf(document: object): string {
  const digest = digests.get(document) ?? sha256(canonicalJson(withoutProse(document as JsonSchema)));
  digests.set(document, digest);
  return digest;
}

/** SHA-256 of a text, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function withoutProse(schema: JsonSchema): JsonSchema {
  const { description: _description, examples: _examples, ...rest } = schema;
  const bare: JsonSchema = { ...rest };
  const block = bare['x-sluice'] as { owner?: string } | undefined;
  if (block?.owner !== undefined) {
    const { owner: _owner, ...kept } = block;
    bare['x-sluice'] = kept;
  }
  if (bare.properties) bare.properties = mapValues(bare.properties, withoutProse);
  if (bare.items) bare.items = withoutProse(bare.items);
  if (typeof bare.additionalProperties === 'object')
    bare.additionalProperties = withoutProse(bare.additionalProperties);
  return bare;
}

function mapValues<A, B>(object: { [key: string]: A }, change: (value: A) => B): { [key: string]: B } {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
