import type { LogicalType } from '@sluice/contract';
import { duckdbQuoted } from '../../sql.js';
import { type TypeMap, typeWith } from '../logical-map.js';

/** DuckDB's types, chosen so that its Parquet files read in Athena with the Hive types: never UUID, ENUM or JSON. */
const duckdbTypes: TypeMap = {
  boolean: () => 'BOOLEAN',
  int32: () => 'INTEGER',
  int64: () => 'BIGINT',
  float64: () => 'DOUBLE',
  decimal: ({ precision, scale }) => `DECIMAL(${precision},${scale})`,
  string: () => 'VARCHAR',
  enum: () => 'VARCHAR',
  uuid: () => 'VARCHAR',
  date: () => 'DATE',
  timestamp: () => 'TIMESTAMP',
  struct: ({ fields }) =>
    `STRUCT(${fields.map(({ column, type }) => `${structKey(column)} ${duckdbType(type)}`).join(', ')})`,
  list: ({ element }) => `${duckdbType(element)}[]`,
  map: ({ value }) => `MAP(VARCHAR, ${duckdbType(value)})`,
  json: () => 'VARCHAR',
};

/** The type of a column in DuckDB. */
export function duckdbType(type: LogicalType): string {
  return typeWith(duckdbTypes, type);
}

function structKey(column: string): string {
  return duckdbQuoted(column);
}
