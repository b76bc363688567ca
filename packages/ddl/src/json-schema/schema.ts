import { type AnyNumber, ExactNumber, exactly, isAnyNumber } from '@sluice/contract';

/** An object schema of any draft, as it was parsed: every keyword may be missing or of the wrong type. */
export type AnySchema = { readonly [keyword: string]: unknown };

/** Whether a value is an object schema; arrays are none. */
export function isSchema(value: unknown): value is AnySchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** The names and schemas under a keyword that holds a map of schemas. `__proto__` is a name like any other. */
export function schemasIn(schema: AnySchema, keyword: string): [name: string, schema: unknown][] {
  const map = schema[keyword];
  return isSchema(map) ? Object.entries(map) : [];
}

/** The schemas under a keyword that holds a list. */
export function listIn(schema: AnySchema, keyword: string): readonly unknown[] {
  const list = schema[keyword];
  return Array.isArray(list) ? list : [];
}

/** A number as it is written, also one in a text, as old schemas have it. */
export function exactIn(schema: AnySchema, keyword: string): AnyNumber | undefined {
  const value = schema[keyword];
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? exactly(value) : value;
  return isAnyNumber(number) && !Number.isNaN(number) ? number : undefined;
}

/** The double nearest to a number; undefined where none is near. */
export function numberIn(schema: AnySchema, keyword: string): number | undefined {
  const value = exactIn(schema, keyword);
  const number = value instanceof ExactNumber ? Number(value.text) : value;
  return Number.isFinite(number) ? number : undefined;
}

/** A length: a number that is whole and not below zero. */
export function lengthIn(schema: AnySchema, keyword: string): number | undefined {
  const value = numberIn(schema, keyword);
  return value !== undefined && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** A text. */
export function textIn(schema: AnySchema, keyword: string): string | undefined {
  const value = schema[keyword];
  return typeof value === 'string' ? value : undefined;
}

/** The names of a `required` list; draft 03 and odd documents have a boolean there, which says nothing here. */
export function requiredIn(schema: AnySchema): readonly string[] {
  return listIn(schema, 'required').filter((name): name is string => typeof name === 'string');
}
