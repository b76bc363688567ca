import { glueComment } from '../../comment.js';
import { backticked, hiveLiteral, qualified } from '../../sql.js';
import type { Column } from '../../table.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { hiveType } from './types.js';

/** `database.table` in DDL. */
export function hiveName(name: string, config: WarehouseConfig): string {
  return qualified(config.database, name, backticked);
}

/** `name type COMMENT '…'` in three cells. Hive tables know no NOT NULL. */
export function columnCells({ name, type, comment }: Pick<Column, 'name' | 'type' | 'comment'>): string[] {
  return [backticked(name), hiveType(type), ...commentCell(comment)];
}

/** `COMMENT …` in a cell; none for an empty one. */
export function commentCell(comment: string): string[] {
  return comment === '' ? [] : [`COMMENT ${hiveLiteral(glueComment(comment))}`];
}

/** Table properties in the order in which they are written. */
export type Properties = readonly (readonly [key: string, value: string])[];
