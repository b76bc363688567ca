import type { LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';
import { backticked } from '../../sql.js';
import { type TypeMap, typeWith } from '../logical-map.js';

/** Spark SQL's types (spark.apache.org/docs/latest/sql-ref-datatypes.html). */
const sparkTypes: TypeMap = {
  boolean: () => 'BOOLEAN',
  int32: () => 'INT',
  int64: () => 'BIGINT',
  float64: () => 'DOUBLE',
  decimal: ({ precision, scale }) => `DECIMAL(${precision},${scale})`,
  string: () => 'STRING',
  enum: () => 'STRING',
  uuid: () => 'STRING',
  date: () => 'DATE',
  timestamp: () => 'TIMESTAMP',
  struct: ({ fields }) =>
    `STRUCT<${fields.map(({ column, type }) => `${backticked<'spark'>(column)}: ${sparkType(type)}`).join(', ')}>`,
  list: ({ element }) => `ARRAY<${sparkType(element)}>`,
  map: ({ value }) => `MAP<STRING, ${sparkType(value)}>`,
  json: () => 'STRING',
};

/** The type of a column in Spark SQL. */
export function sparkType(type: LogicalType): string {
  return typeWith(sparkTypes, type);
}

/** One field of a `StructType` in the JSON that `StructType.fromJson` reads. */
export interface StructTypeField {
  readonly name: string;
  readonly type: SparkJsonType;
  readonly nullable: boolean;
  readonly metadata: { readonly comment?: string };
}

/** A type in the JSON that Spark's `DataType.fromJson` reads. */
export type SparkJsonType =
  | string
  | { readonly type: 'struct'; readonly fields: readonly StructTypeField[] }
  | { readonly type: 'array'; readonly elementType: SparkJsonType; readonly containsNull: boolean }
  | {
      readonly type: 'map';
      readonly keyType: SparkJsonType;
      readonly valueType: SparkJsonType;
      readonly valueContainsNull: boolean;
    };

const jsonTypes: { readonly [K in LogicalKind]: (type: LogicalOf<K>) => SparkJsonType } = {
  boolean: () => 'boolean',
  int32: () => 'integer',
  int64: () => 'long',
  float64: () => 'double',
  decimal: ({ precision, scale }) => `decimal(${precision},${scale})`,
  string: () => 'string',
  enum: () => 'string',
  uuid: () => 'string',
  date: () => 'date',
  timestamp: () => 'timestamp',
  struct: ({ fields }) => ({
    type: 'struct',
    fields: fields.map(({ column, type, description }) => ({
      name: column,
      type: sparkJsonType(type),
      nullable: true,
      metadata: description === '' ? {} : { comment: description },
    })),
  }),
  list: ({ element }) => ({ type: 'array', elementType: sparkJsonType(element), containsNull: true }),
  map: ({ value }) => ({
    type: 'map',
    keyType: 'string',
    valueType: sparkJsonType(value),
    valueContainsNull: true,
  }),
  json: () => 'string',
};

/** The type as Spark's own JSON says it. */
export function sparkJsonType(type: LogicalType): SparkJsonType {
  return (jsonTypes[type.kind] as (type: LogicalType) => SparkJsonType)(type);
}
