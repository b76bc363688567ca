import {
  aligned,
  backticked,
  commaLines,
  doubleQuoted,
  hiveLiteral,
  qualified,
  type Statement,
  statement,
} from '../../sql.js';
import type { Table, TableKind } from '../../table.js';
import type { View } from '../../views/types.js';
import { viewQuery } from '../../views/view-sql.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { sameOrBothNull } from '../same-or-null.js';
import { trinoConverted } from './convert.js';
import { columnCells, commentCell, hiveName, type Properties } from './hive.js';
import { createIcebergTable, isIceberg } from './iceberg.js';
import { type AthenaOptions, jsonSerde } from './options.js';
import { trinoType } from './types.js';

const storage: {
  readonly [K in TableKind]: (
    table: Table,
    config: WarehouseConfig,
  ) => { readonly format: string; readonly properties: Properties };
} = {
  raw: (table, { dialects: { athena } }) => ({
    format: `ROW FORMAT SERDE ${hiveLiteral(jsonSerde(athena))}`,
    properties: rawProperties(table, athena),
  }),
  columnar: () => ({ format: 'STORED AS PARQUET', properties: columnarProperties }),
};

/** Parquet of the hourly merge: its partitions are registered when an hour is complete, never projected. */
export const columnarProperties: Properties = [
  ['classification', 'parquet'],
  ['parquet.compression', 'ZSTD'],
];

/** Raw JSON: partitions are projected, so that an object can be queried as soon as it lies in the lake, or registered. */
export function rawProperties({ partitions }: Pick<Table, 'partitions'>, options?: AthenaOptions): Properties {
  if (options?.rawPartitions === 'registered') return [['classification', 'json']];
  return [
    ['classification', 'json'],
    ['projection.enabled', 'true'],
    ...partitions.flatMap(({ name, range, digits }): [string, string][] => [
      [`projection.${name}.type`, 'integer'],
      [`projection.${name}.range`, range.join(',')],
      [`projection.${name}.digits`, String(digits)],
    ]),
  ];
}

/** CREATE EXTERNAL TABLE in Hive DDL, or CREATE TABLE for Iceberg. */
export function createTable(table: Table, config: WarehouseConfig): Statement[] {
  if (table.kind === 'columnar' && isIceberg(config)) return [createIcebergTable(table, config)];
  const { format, properties } = storage[table.kind](table, config);
  const partitions = table.partitions.map(({ name, comment }) => [
    backticked(name),
    'string',
    `COMMENT ${hiveLiteral(comment)}`,
  ]);
  const lines = [
    `CREATE EXTERNAL TABLE IF NOT EXISTS ${hiveName(table.name, config)} (`,
    commaLines(aligned(table.columns.map(columnCells))),
    ')',
    ...commentCell(table.comment),
    ...(partitions.length > 0 ? ['PARTITIONED BY (', commaLines(aligned(partitions)), ')'] : []),
    format,
    `LOCATION ${hiveLiteral(`${config.lakeUri}/${table.path}`)}`,
    'TBLPROPERTIES (',
    commaLines(properties.map(([key, value]) => `${hiveLiteral(key)} = ${hiveLiteral(value)}`)),
    ')',
  ];
  return [statement(lines.join('\n'))];
}

/** CREATE OR REPLACE VIEW in Trino SQL. */
export function createView(view: View, config: WarehouseConfig): Statement {
  const name = (of: string) => qualified(config.database, of, doubleQuoted<'trino'>);
  const query = viewQuery(view, {
    quote: doubleQuoted<'trino'>,
    tableName: (table) => name(table.name),
    castType: trinoType,
    convert: trinoConverted,
    same: sameOrBothNull,
    within: (a, b, milliseconds) => `abs(date_diff('millisecond', ${a}, ${b})) <= ${milliseconds}`,
    showsPartitions: true,
  });
  return statement(`CREATE OR REPLACE VIEW ${name(view.name)} AS\n${query}`);
}
