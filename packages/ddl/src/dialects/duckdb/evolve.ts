import type { Evolution, EvolveMap } from '../../evolve.js';
import { newMajorInstead } from '../../evolve.js';
import { duckdbQuoted, statement } from '../../sql.js';
import type { Column, Table } from '../../table.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { columnCells, columnComment, createTable, duckdbName } from './statements.js';
import { duckdbType } from './types.js';

/** What each change of a table needs in DuckDB. */
export const duckdbEvolve: EvolveMap<WarehouseConfig> = {
  'table-added': ({ table }, config) => ({
    kind: 'statements',
    effect: 'create-table',
    statements: createTable(table, config),
  }),
  'column-added': ({ table, column }, config) => ({
    kind: 'statements',
    effect: 'add-column',
    statements: [
      statement(`${alter(table, config)} ADD COLUMN ${columnCells({ ...column, nullable: true }).join(' ')}`),
      ...(column.comment === '' ? [] : [columnComment(table, column, config)]),
    ],
  }),
  'column-removed': ({ column }) => ({
    kind: 'nothing',
    why: `Columns are never dropped in place: "${column.name}" stays and is NULL in new rows.`,
  }),
  'struct-field-added': ({ table, after }, config) => retype(table, after, config),
  'column-type-changed': ({ table, before, after }, config) => typeChange(table, before, after, config),
  'column-made-nullable': ({ table, after }, config) => ({
    kind: 'statements',
    effect: 'widen',
    statements: [statement(`${alter(table, config)} ALTER COLUMN ${duckdbQuoted(after.name)} DROP NOT NULL`)],
  }),
  'column-comment-changed': ({ table, after }, config) => ({
    kind: 'statements',
    effect: 'describe',
    statements: [columnComment(table, after, config)],
  }),
};

function alter({ name }: Table, config: WarehouseConfig): string {
  return `ALTER TABLE ${duckdbName(name, config)}`;
}

function retype(table: Table, { name, type }: Column, config: WarehouseConfig): Evolution {
  const sql = `${alter(table, config)} ALTER COLUMN ${duckdbQuoted(name)} TYPE ${duckdbType(type)}`;
  return { kind: 'statements', effect: 'widen', statements: [statement(sql)] };
}

function typeChange(table: Table, before: Column, after: Column, config: WarehouseConfig): Evolution {
  const [from, to] = [duckdbType(before.type), duckdbType(after.type)];
  if (from === to) return { kind: 'nothing', why: `Both are ${to} in DuckDB.` };
  if (from === 'INTEGER' && to === 'BIGINT') return retype(table, after, config);
  return {
    kind: 'refused',
    reason: `"${after.name}" is ${from}; files that are there would no longer be read as ${to} without loss.`,
    wayRound: newMajorInstead,
  };
}
