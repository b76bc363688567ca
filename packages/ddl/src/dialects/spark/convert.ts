import type { Field, LogicalType } from '@sluice/contract';
import { backticked, hiveLiteral } from '../../sql.js';
import { keysFor, needsCast } from '../../views/joined-type.js';
import { coalesced } from '../../views/view-sql.js';
import { sparkType } from './types.js';

/**
 * A value in a type that can hold it. Spark casts structs by place and refuses another number of keys, so a struct is
 * built anew from its keys, also inside arrays and maps. `depth` keeps the names in nested lambdas apart.
 */
export function sparkConverted(value: string, from: LogicalType, to: LogicalType, depth = 0): string {
  if (!needsCast(from, to)) return value;
  if (from.kind === 'struct' && to.kind === 'struct') {
    const keys = to.fields.map((field) => keyOf(value, from.fields, to.fields, field, depth));
    return `IF(${value} IS NULL, NULL, named_struct(${keys.join(', ')}))`;
  }
  const name = `x${depth + 1}`;
  if (from.kind === 'list' && to.kind === 'list') {
    return `transform(${value}, ${name} -> ${sparkConverted(name, from.element, to.element, depth + 1)})`;
  }
  if (from.kind === 'map' && to.kind === 'map') {
    return `transform_values(${value}, (k${depth + 1}, ${name}) -> ${sparkConverted(name, from.value, to.value, depth + 1)})`;
  }
  return `CAST(${value} AS ${sparkType(to)})`;
}

/** A key from the newest name that has a value. */
function keyOf(value: string, from: readonly Field[], to: readonly Field[], key: Field, depth: number): string {
  const sources = keysFor(from, to, key).map(({ column, type }) =>
    sparkConverted(`${value}.${backticked<'spark'>(column)}`, type, key.type, depth),
  );
  const inner = sources.length > 0 ? coalesced(sources) : `CAST(NULL AS ${sparkType(key.type)})`;
  return `${hiveLiteral<'spark'>(key.column)}, ${inner}`;
}
