import type { JsonSchema } from '@sluice/contract';
import { aliasesOf, propertyNames, propertyOf } from './schema.js';
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

/**
 * The one field gone and the one new that look like a rename: same type, and no other candidate on either side. With
 * more than one there is nothing to go by, and nothing is suggested.
 */
export function replacedFields(before: JsonSchema, pairing: Pairing): { from: string; pair: FieldPair } | undefined {
  const fresh = pairing.pairs.filter((pair) => pair.was === undefined);
  const [from, pair] = [pairing.gone[0], fresh[0]];
  if (pairing.gone.length !== 1 || fresh.length !== 1 || from === undefined || !pair) return undefined;
  const old = propertyOf(before, from);
  return old && typeName(old) === typeName(pair.after) ? { from, pair } : undefined;
}
