import type { JsonSchema } from '@sluice/contract';
import { aliasesOf, annotations, blockOf, propertyNames, propertyOf, sameJson } from './schema.js';
import { typeName } from './type-name.js';

/** One field of the newer object and the field of the older one it continues, under the same name or an old one. */
export interface FieldPair {
  readonly name: string;
  readonly after: JsonSchema;
  /** The older object's name for it; undefined where the field is new. */
  readonly was?: string;
  readonly before?: JsonSchema;
}

/** How the fields of two objects belong together. */
export interface Pairing {
  /** Every field of the newer object, in its order. */
  readonly pairs: readonly FieldPair[];
  /** Names of the older object that no field continues and none claims as an alias. */
  readonly gone: readonly string[];
}

/** Pairs the fields of two objects by name and, for names that are gone, by declared alias. */
export function pairFields(before: JsonSchema, after: JsonSchema): Pairing {
  const pairs = propertyNames(after).map((name) => pairOf(before, after, name));
  const continued = new Set(pairs.flatMap(({ was, after: schema }) => [was, ...aliasesOf(schema)]));
  return { pairs, gone: propertyNames(before).filter((name) => !continued.has(name)) };
}

function pairOf(before: JsonSchema, after: JsonSchema, name: string): FieldPair {
  const schema = propertyOf(after, name) ?? {};
  const was = [name, ...aliasesOf(schema)].find(
    (old) => propertyOf(before, old) && (old === name || !propertyOf(after, old)),
  );
  const old = was === undefined ? undefined : propertyOf(before, was);
  return was === undefined || !old ? { name, after: schema } : { name, after: schema, was, before: old };
}

/** A field gone and a new one that look like a rename. */
export interface Replacement {
  readonly from: string;
  readonly pair: FieldPair;
}

/**
 * Fields gone and fields new that look like renames: the same schema on both sides and no other candidate on either, or
 * the only two that are left and of one type. Where there is a choice there is nothing to go by, and nothing is said.
 */
export function replacedFields(before: JsonSchema, { pairs, gone }: Pairing): Replacement[] {
  const fresh = pairs.filter((pair) => pair.was === undefined);
  const old = gone.map((from) => ({ from, schema: propertyOf(before, from) ?? {} }));
  const alike = unambiguous(old, fresh, (one, other) => sameJson(shapeOf(one), shapeOf(other)));
  const left = old.filter(({ from }) => !alike.some((found) => found.from === from));
  const rest = fresh.filter((pair) => !alike.some((found) => found.pair === pair));
  if (left.length !== 1 || rest.length !== 1) return alike;
  return [...alike, ...unambiguous(left, rest, (one, other) => typeName(one) === typeName(other))];
}

interface Gone {
  readonly from: string;
  readonly schema: JsonSchema;
}

type Alike = (one: JsonSchema, other: JsonSchema) => boolean;

function unambiguous(gone: readonly Gone[], fresh: readonly FieldPair[], alike: Alike): Replacement[] {
  return gone.flatMap(({ from, schema }) => {
    const [pair, another] = fresh.filter(({ after }) => alike(schema, after));
    const rivals = pair && gone.filter((other) => alike(other.schema, pair.after));
    return pair && !another && rivals?.length === 1 ? [{ from, pair }] : [];
  });
}

/** What a schema accepts, without prose and without what publication and annotations add to the block. */
function shapeOf(schema: JsonSchema): object {
  const { type, precision, scale, wire } = blockOf(schema);
  const kept = Object.entries(schema).filter(([keyword]) => !annotations.has(keyword) && keyword !== 'x-sluice');
  return { ...Object.fromEntries(kept), block: { type, precision, scale, wire } };
}
