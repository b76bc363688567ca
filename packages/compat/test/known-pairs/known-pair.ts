import type { AnySchema } from '../../src/engine/types.js';

/** How the values of the schema before relate to those of the schema after, as sets. */
export type Relation = 'equal' | 'narrower' | 'wider' | 'neither';

/** Two schemas whose relation was thought through by hand. */
export type KnownPair = readonly [name: string, before: AnySchema, after: AnySchema, relation: Relation];

/** Draft-04, to be spread into a schema. */
export const draft4 = { $schema: 'http://json-schema.org/draft-04/schema#' };
/** Draft-07, to be spread into a schema. */
export const draft7 = { $schema: 'http://json-schema.org/draft-07/schema#' };
/** Draft 2019-09, to be spread into a schema. */
export const draft2019 = { $schema: 'https://json-schema.org/draft/2019-09/schema' };

/** Strings. */
export const text = { type: 'string' };
/** Numbers. */
export const number = { type: 'number' };
/** Whole numbers. */
export const whole = { type: 'integer' };
/** Booleans. */
export const flag = { type: 'boolean' };

/** An object schema that says nothing of other properties. */
export const open = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
/** An object schema without other properties. */
export const closed = (properties: object, more: object = {}) =>
  open(properties, { additionalProperties: false, ...more });
/** An array schema. */
export const list = (items: object | boolean, more: object = {}) => ({ type: 'array', items, ...more });

/** A condition. What it leads to is a keyword that Biome takes for a promise's method: it is written once, here. */
export const when = (condition: unknown, outcome: unknown, otherwise?: unknown) => ({
  if: condition,
  // biome-ignore lint/suspicious/noThenProperty: the keyword's own name
  then: outcome,
  ...(otherwise === undefined ? {} : { else: otherwise }),
});
