import type { LogicalKind } from '@sluice/contract';
import { coalesced, type NullableValue } from '../views/view-sql.js';

/** A value of a type that stands for NULL where rows are hashed; types without a literal are compared without. */
const stands: { readonly [K in LogicalKind]?: string } = {
  boolean: 'FALSE',
  int32: '0',
  int64: '0',
  float64: '0',
  decimal: '0',
  string: "''",
  enum: "''",
  uuid: "''",
  date: "DATE '1970-01-01'",
  timestamp: "TIMESTAMP '1970-01-01 00:00:00'",
};

/**
 * Equal or both NULL, for engines that lack IS NOT DISTINCT FROM (Redshift) or do not hash by it (Trino). The OR alone
 * would make them compare every pair of rows; the equality in front, which follows from it, is what they join by.
 */
export function sameOrBothNull(a: NullableValue, b: NullableValue): string {
  const [left, right] = [coalesced(a.columns), coalesced(b.columns)];
  const same = `(${left} = ${right} OR (${left} IS NULL AND ${right} IS NULL))`;
  const stand = stands[a.type.kind];
  if (stand === undefined || a.type.kind !== b.type.kind) return same;
  return `${coalesced([...a.columns, stand])} = ${coalesced([...b.columns, stand])}\n  AND ${same}`;
}
