import type { LogicalType } from '@sluice/contract';
import { backticked, doubleQuoted } from '../../sql.js';
import { type TypeMap, typeWith } from '../logical-map.js';

/**
 * Column types of Hive DDL, which Athena and Glue share
 * (docs.aws.amazon.com/athena/latest/ug/data-types.html). There is neither uuid nor json: both are text.
 */
const hiveTypes: TypeMap = {
  boolean: () => 'boolean',
  int32: () => 'int',
  int64: () => 'bigint',
  float64: () => 'double',
  decimal: ({ precision, scale }) => `decimal(${precision},${scale})`,
  string: () => 'string',
  enum: () => 'string',
  uuid: () => 'string',
  date: () => 'date',
  timestamp: () => 'timestamp',
  struct: ({ fields }) =>
    `struct<${fields.map(({ column, type }) => `${backticked(column)}:${hiveType(type)}`).join(',')}>`,
  list: ({ element }) => `array<${hiveType(element)}>`,
  map: ({ value }) => `map<string,${hiveType(value)}>`,
  json: () => 'string',
};

/** The type of a column in Athena's DDL. */
export function hiveType(type: LogicalType): string {
  return typeWith(hiveTypes, type);
}

/** The same types as Trino, which runs Athena's queries and views, calls them. */
const trinoTypes: TypeMap = {
  boolean: () => 'boolean',
  int32: () => 'integer',
  int64: () => 'bigint',
  float64: () => 'double',
  decimal: ({ precision, scale }) => `decimal(${precision},${scale})`,
  string: () => 'varchar',
  enum: () => 'varchar',
  uuid: () => 'varchar',
  date: () => 'date',
  timestamp: () => 'timestamp(3)',
  struct: ({ fields }) =>
    `row(${fields.map(({ column, type }) => `${doubleQuoted(column)} ${trinoType(type)}`).join(', ')})`,
  list: ({ element }) => `array(${trinoType(element)})`,
  map: ({ value }) => `map(varchar, ${trinoType(value)})`,
  json: () => 'varchar',
};

/** The type in a CAST of Athena's queries and views. */
export function trinoType(type: LogicalType): string {
  return typeWith(trinoTypes, type);
}
