import { oneLine } from '../../comment.js';
import { aligned, commaLines, duckdbQuoted, qualified, type Statement, singleQuoted, statement } from '../../sql.js';
import type { Column, Table } from '../../table.js';
import type { View } from '../../views/types.js';
import { coalesced, viewQuery } from '../../views/view-sql.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { duckdbConverted } from './convert.js';
import { duckdbType } from './types.js';

/** `name TYPE [NOT NULL]` in cells. */
export function columnCells({ name, type, nullable }: Column): string[] {
  const cells = [duckdbQuoted(name), duckdbType(type)];
  return nullable ? cells : [...cells, 'NOT NULL'];
}

/** `schema.table`, or the table alone where no schema is set. */
export function duckdbName(name: string, { dialects }: WarehouseConfig): string {
  return qualified(dialects.duckdb.schema ?? '', name, duckdbQuoted);
}

/** COMMENT ON COLUMN. */
export function columnComment(table: Table, { name, comment }: Column, config: WarehouseConfig): Statement {
  const column = `${duckdbName(table.name, config)}.${duckdbQuoted(name)}`;
  return statement(`COMMENT ON COLUMN ${column} IS ${singleQuoted(oneLine(comment))}`);
}

/** CREATE TABLE with the partition columns behind the others, as the files' folders give them. */
export function createTable(table: Table, config: WarehouseConfig): Statement[] {
  const partitions = table.partitions.map(({ name }) => [duckdbQuoted(name), 'VARCHAR']);
  const columns = commaLines(aligned([...table.columns.map(columnCells), ...partitions]));
  return [
    statement(`CREATE TABLE ${duckdbName(table.name, config)} (\n${columns}\n)`),
    ...table.columns.filter(({ comment }) => comment !== '').map((column) => columnComment(table, column, config)),
  ];
}

/** CREATE OR REPLACE VIEW over the tables of all majors, named as in the warehouse. */
export function createView(view: View, config: WarehouseConfig): Statement {
  const query = viewQuery(view, {
    quote: duckdbQuoted,
    tableName: (table) => duckdbName(table.name, config),
    castType: duckdbType,
    convert: duckdbConverted,
    same: (a, b) => `${coalesced(a.columns)} IS NOT DISTINCT FROM ${coalesced(b.columns)}`,
    within: (a, b, milliseconds) => `abs(date_diff('millisecond', ${a}, ${b})) <= ${milliseconds}`,
    showsPartitions: true,
  });
  return statement(`CREATE OR REPLACE VIEW ${duckdbName(view.name, config)} AS\n${query}`);
}
