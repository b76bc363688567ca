import { aligned, commaLines, hiveLiteral, type Statement, statement } from '../../sql.js';
import type { Table } from '../../table.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { columnCells, hiveName, type Properties } from './hive.js';

/** Whether the project's columnar tables are Iceberg's. */
export function isIceberg({ dialects }: WarehouseConfig): boolean {
  return dialects.athena.tables === 'iceberg';
}

const properties: Properties = [
  ['table_type', 'ICEBERG'],
  ['format', 'parquet'],
  ['write_compression', 'zstd'],
];

/**
 * CREATE TABLE for Iceberg: no EXTERNAL, no types in the partition list; Iceberg finds the day of arrival itself
 * (docs.aws.amazon.com/athena/latest/ug/querying-iceberg-creating-tables.html). It lies apart from the merge's Parquet.
 */
export function createIcebergTable(table: Table, config: WarehouseConfig): Statement {
  const isThere = table.columns.some(({ name }) => name === 'received_at');
  const lines = [
    `CREATE TABLE IF NOT EXISTS ${hiveName(table.name, config)} (`,
    commaLines(aligned(table.columns.map(columnCells))),
    ')',
    ...(isThere ? ['PARTITIONED BY (day(received_at))'] : []),
    `LOCATION ${hiveLiteral(`${config.lakeUri}/iceberg/${table.path.replace(/^columnar\//, '')}`)}`,
    'TBLPROPERTIES (',
    commaLines(properties.map(([key, value]) => `${hiveLiteral(key)} = ${hiveLiteral(value)}`)),
    ')',
  ];
  return statement(lines.join('\n'));
}
