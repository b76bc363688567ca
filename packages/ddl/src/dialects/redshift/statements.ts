import { oneLine } from '../../comment.js';
import { aligned, commaLines, doubleQuoted, qualified, redshiftLiteral, type Statement, statement } from '../../sql.js';
import type { Column, Table } from '../../table.js';
import type { View } from '../../views/types.js';
import { viewQuery } from '../../views/view-sql.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { sameOrBothNull } from '../same-or-null.js';
import { redshiftConverted } from './convert.js';
import { physicalDesign } from './physical.js';
import { encoding, redshiftType } from './types.js';

/** `schema.table`, or the table alone where no schema is set. Late-binding views need every name with its schema. */
export function redshiftName(name: string, config: WarehouseConfig): string {
  return qualified(config.dialects.redshift.schema, name, doubleQuoted<'redshift'>);
}

/** `name type ENCODE … [NOT NULL]` in cells. */
export function columnCells({ name, type, nullable }: Column, encode = encoding(type)): string[] {
  const cells = [doubleQuoted<'redshift'>(name), redshiftType(type), `ENCODE ${encode.toLowerCase()}`];
  return nullable ? cells : [...cells, 'NOT NULL'];
}

/** COMMENT ON COLUMN. */
export function columnComment(table: Table, { name, comment }: Column, config: WarehouseConfig): Statement {
  const column = `${redshiftName(table.name, config)}.${doubleQuoted<'redshift'>(name)}`;
  return statement(`COMMENT ON COLUMN ${column} IS ${redshiftLiteral(oneLine(comment))}`);
}

/** CREATE TABLE and its comments. Keys and encodings come from the contract or the project; a local table has no partitions. */
export function createTable(table: Table, config: WarehouseConfig): Statement[] {
  const { clauses, encodingOf } = physicalDesign(table, config.dialects.redshift, doubleQuoted<'redshift'>);
  const lines = [
    `CREATE TABLE ${redshiftName(table.name, config)} (`,
    commaLines(aligned(table.columns.map((column) => columnCells(column, encodingOf(column.name))))),
    ')',
    ...clauses,
  ];
  const comment = `COMMENT ON TABLE ${redshiftName(table.name, config)} IS ${redshiftLiteral(oneLine(table.comment))}`;
  return [
    statement(lines.join('\n')),
    ...(table.comment === '' ? [] : [statement(comment)]),
    ...table.columns.filter((column) => column.comment !== '').map((column) => columnComment(table, column, config)),
  ];
}

/** A late-binding view: it does not block changes of its tables (docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html). */
export function createView(view: View, config: WarehouseConfig): Statement {
  const query = viewQuery(view, {
    quote: doubleQuoted<'redshift'>,
    tableName: (table) => redshiftName(table.name, config),
    castType: redshiftType,
    convert: redshiftConverted,
    same: sameOrBothNull,
    within: (a, b, milliseconds) => `ABS(DATEDIFF(millisecond, ${a}, ${b})) <= ${milliseconds}`,
    showsPartitions: false,
  });
  return statement(`CREATE OR REPLACE VIEW ${redshiftName(view.name, config)} AS\n${query}\nWITH NO SCHEMA BINDING`);
}
