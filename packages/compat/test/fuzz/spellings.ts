import type { AnySchema } from '../../src/engine/types.js';
import { isObject, spotsOf } from './places.js';
import type { Random } from './random.js';
import type { FuzzDraft, SchemaObject } from './schemas.js';

/** The same JSON with the keys of every object in another order. */
export function reordered<T>(value: T, random: Random): T {
  if (Array.isArray(value)) return value.map((member) => reordered(member, random)) as T;
  if (!isObject(value)) return value;
  const entries = random.shuffled(Object.entries(value));
  return Object.fromEntries(entries.map(([key, member]) => [key, reordered(member, random)])) as T;
}

/**
 * The same schema with some subschemas moved into definitions and referred to. Unchanged where `unevaluated*` looks into
 * subschemas only in so far as a reference counts like the schema itself, which it does in every draft that has them.
 */
export function referred(
  schema: AnySchema,
  { definitions }: Pick<FuzzDraft, 'definitions'>,
  random: Random,
): AnySchema {
  if (!isObject(schema)) return schema;
  let changed: SchemaObject = schema;
  for (let turn = 0; turn < 2; turn++) {
    const spots = spotsOf(changed).filter(({ schema: inner }) => inner !== changed && Object.keys(inner).length > 0);
    if (spots.length === 0) return changed;
    const { schema: moved, replace } = random.pick(spots);
    if ('$defs' in moved || 'definitions' in moved || '$id' in moved || 'id' in moved) continue;
    const name = `moved${turn}`;
    const next = replace({ $ref: `#/${definitions}/${name}` }) as SchemaObject;
    changed = { ...next, [definitions]: { ...(next[definitions] as object), [name]: moved } };
  }
  return changed;
}
