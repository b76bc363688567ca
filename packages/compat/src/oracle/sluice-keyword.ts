import type { FieldBlock, JsonSchema } from '@sluice/contract';
import type { SchemaValidateFunction } from 'ajv';

const int64 = { minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n };

/** What a logical type demands beyond the plain keywords of its schema. */
const demands: { readonly [type: string]: (value: unknown, schema: JsonSchema) => boolean } = {
  decimal: (value, { pattern }) =>
    typeof value !== 'number' || pattern === undefined || new RegExp(pattern, 'u').test(String(value)),
  int64: (value, schema) => typeof value !== 'string' || schema['x-sluice']?.wire !== 'string' || isInt64(value),
};

function isInt64(digits: string): boolean {
  if (!/^-?\d{1,19}$/.test(digits)) return false;
  const number = BigInt(digits);
  return number >= int64.minimum && number <= int64.maximum;
}

/**
 * The assertion in `x-sluice` that JSON Schema has no word for: a decimal sent as a number has at most `scale`
 * decimals as it is written, and a 64-bit id sent as text lies in the signed 64-bit range.
 */
export const validateSluice: SchemaValidateFunction = (block: FieldBlock, value: unknown, parent?: object): boolean =>
  demands[block.type ?? '']?.(value, (parent ?? {}) as JsonSchema) ?? true;
