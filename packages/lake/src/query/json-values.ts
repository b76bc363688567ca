import type { DuckDBType, Json } from '@duckdb/node-api';
import type { JsonValue } from '@sluice/contract';

const integers: ReadonlySet<string> = new Set(['BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT']);

/**
 * DuckDB's own JSON form of a value, with whole numbers as numbers where a double holds them exactly, and as strings
 * beyond; decimals stay strings of all their digits, dates and times stay text.
 */
export function jsonValue(value: Json, type: DuckDBType): JsonValue {
  if (typeof value === 'string' && integers.has(type.toString())) {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  return value as JsonValue;
}
