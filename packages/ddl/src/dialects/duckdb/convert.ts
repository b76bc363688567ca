import type { Field, LogicalType } from '@sluice/contract';
import { duckdbQuoted } from '../../sql.js';
import { keysFor, needsCast, takesOldNames } from '../../views/joined-type.js';
import { coalesced } from '../../views/view-sql.js';
import { duckdbType } from './types.js';

/**
 * A value in a type that can hold it. DuckDB casts structs by the names of their keys; where keys were renamed, a struct is built anew,
 * also inside lists and maps. `depth` keeps the names in nested lambdas apart.
 */
export function duckdbConverted(value: string, from: LogicalType, to: LogicalType, depth = 0): string {
  if (!needsCast(from, to)) return value;
  if (!takesOldNames(from, to)) return `CAST(${value} AS ${duckdbType(to)})`;
  if (from.kind === 'struct' && to.kind === 'struct') {
    const keys = to.fields.map(
      (key) => `${duckdbQuoted(key.column)} := ${keyOf(value, from.fields, to.fields, key, depth)}`,
    );
    return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${keys.join(', ')}) END`;
  }
  const name = `x${depth + 1}`;
  if (from.kind === 'list' && to.kind === 'list') {
    return `list_transform(${value}, lambda ${name}: ${duckdbConverted(name, from.element, to.element, depth + 1)})`;
  }
  if (from.kind === 'map' && to.kind === 'map') {
    const inner = duckdbConverted(`${name}.value`, from.value, to.value, depth + 1);
    const entries = `list_transform(map_entries(${value}), lambda ${name}: struct_pack("key" := ${name}.key, "value" := ${inner}))`;
    return `map_from_entries(${entries})`;
  }
  return `CAST(${value} AS ${duckdbType(to)})`;
}

/** A key from the newest name that has a value. */
function keyOf(value: string, from: readonly Field[], to: readonly Field[], key: Field, depth: number): string {
  const sources = keysFor(from, to, key).map(({ column, type }) =>
    duckdbConverted(`${value}.${duckdbQuoted(column)}`, type, key.type, depth),
  );
  return sources.length > 0 ? coalesced(sources) : `CAST(NULL AS ${duckdbType(key.type)})`;
}
