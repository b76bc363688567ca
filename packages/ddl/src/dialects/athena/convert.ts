import type { Field, LogicalType } from '@sluice/contract';
import { doubleQuoted } from '../../sql.js';
import { keysFor, needsCast } from '../../views/joined-type.js';
import { coalesced } from '../../views/view-sql.js';
import { trinoType } from './types.js';

/**
 * A value in a type that can hold it. Trino casts rows by place and refuses another number of keys, so a row is built
 * anew from its keys, also inside lists and maps (trino.io/docs/current/functions/lambda.html). `depth` keeps the names
 * in nested lambdas apart.
 */
export function trinoConverted(value: string, from: LogicalType, to: LogicalType, depth = 0): string {
  if (!needsCast(from, to)) return value;
  if (from.kind === 'struct' && to.kind === 'struct') {
    const keys = to.fields.map((field) => keyOf(value, from.fields, to.fields, field, depth));
    return `IF(${value} IS NULL, NULL, CAST(ROW(${keys.join(', ')}) AS ${trinoType(to)}))`;
  }
  const name = `x${depth + 1}`;
  if (from.kind === 'list' && to.kind === 'list') {
    return `transform(${value}, ${name} -> ${trinoConverted(name, from.element, to.element, depth + 1)})`;
  }
  if (from.kind === 'map' && to.kind === 'map') {
    return `transform_values(${value}, (k${depth + 1}, ${name}) -> ${trinoConverted(name, from.value, to.value, depth + 1)})`;
  }
  return `CAST(${value} AS ${trinoType(to)})`;
}

/** A key from the newest name that has a value. */
function keyOf(value: string, from: readonly Field[], to: readonly Field[], key: Field, depth: number): string {
  const sources = keysFor(from, to, key).map(({ column, type }) =>
    trinoConverted(`${value}.${doubleQuoted(column)}`, type, key.type, depth),
  );
  return sources.length > 0 ? coalesced(sources) : `CAST(NULL AS ${trinoType(key.type)})`;
}
