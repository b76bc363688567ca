import { oneLine } from '../../comment.js';
import { aligned, backticked, commaLines, hiveLiteral, qualified, type Statement, statement } from '../../sql.js';
import type { Column, Table, TableKind } from '../../table.js';
import type { View } from '../../views/types.js';
import { coalesced, viewQuery } from '../../views/view-sql.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { sparkConverted } from './convert.js';
import { type SparkJsonType, sparkJsonType, sparkType } from './types.js';

/** `database.table`. */
export function sparkName(name: string, config: WarehouseConfig): string {
  return qualified(config.database, name, backticked<'spark'>);
}

/** `name TYPE [NOT NULL] COMMENT '…'` in cells. */
export function columnCells({ name, type, nullable, comment }: Column): string[] {
  const cells = [backticked<'spark'>(name), nullable ? sparkType(type) : `${sparkType(type)} NOT NULL`];
  return [...cells, ...commentCell(comment)];
}

function commentCell(comment: string): string[] {
  return comment === '' ? [] : [`COMMENT ${hiveLiteral<'spark'>(oneLine(comment))}`];
}

/** Reader options: spark.apache.org/docs/latest/sql-data-sources-json.html. */
const sources: { readonly [K in TableKind]: readonly string[] } = {
  raw: ['USING JSON', "OPTIONS ('timestampFormat' = 'yyyy-MM-dd HH:mm:ss.SSS', 'timeZone' = 'UTC')"],
  columnar: ['USING PARQUET'],
};

/** CREATE TABLE over the lake's files (spark.apache.org/docs/latest/sql-ref-syntax-ddl-create-table-datasource.html). */
export function createTable(table: Table, config: WarehouseConfig): Statement[] {
  const partitions = table.partitions.map(({ name, comment }) => [
    backticked<'spark'>(name),
    'STRING',
    `COMMENT ${hiveLiteral<'spark'>(comment)}`,
  ]);
  const lines = [
    `CREATE TABLE IF NOT EXISTS ${sparkName(table.name, config)} (`,
    commaLines(aligned([...table.columns.map(columnCells), ...partitions])),
    ')',
    ...sources[table.kind],
    ...(partitions.length > 0 ? [`PARTITIONED BY (${partitions.map(([name]) => name).join(', ')})`] : []),
    `LOCATION ${hiveLiteral<'spark'>(`${config.lakeUri}/${table.path}`)}`,
    ...commentCell(table.comment),
  ];
  return [statement(lines.join('\n'))];
}

/** The table's `StructType`, partition columns last, as `StructType.fromJson` reads it. */
export function structType({ columns, partitions }: Table): SparkJsonType {
  const own = columns.map(({ name, type, nullable, comment }) => ({
    name,
    type: sparkJsonType(type),
    nullable,
    metadata: comment === '' ? {} : { comment },
  }));
  const folders = partitions.map(({ name, comment }) => ({
    name,
    type: 'string',
    nullable: true,
    metadata: { comment },
  }));
  return { type: 'struct', fields: [...own, ...folders] };
}

/** CREATE OR REPLACE VIEW over the tables of all majors. */
export function createView(view: View, config: WarehouseConfig): Statement {
  const query = viewQuery(view, {
    quote: backticked<'spark'>,
    tableName: (table) => sparkName(table.name, config),
    castType: sparkType,
    convert: sparkConverted,
    same: (a, b) => `${coalesced(a.columns)} <=> ${coalesced(b.columns)}`,
    within: (a, b, milliseconds) => `abs(unix_millis(${a}) - unix_millis(${b})) <= ${milliseconds}`,
    showsPartitions: true,
  });
  return statement(`CREATE OR REPLACE VIEW ${sparkName(view.name, config)} AS\n${query}`);
}
