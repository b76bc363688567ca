import type { Evolution, EvolveMap } from '../../evolve.js';
import { newMajorInstead } from '../../evolve.js';
import { backticked, statement } from '../../sql.js';
import type { Column, Table } from '../../table.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { columnCells, hiveName } from './hive.js';
import { hiveTypeChange } from './readable.js';
import { createTable } from './statements.js';
import { hiveType } from './types.js';

/** What each change of a table needs in Athena. Columns are matched by name, in JSON and in Parquet alike. */
export const athenaEvolve: EvolveMap<WarehouseConfig> = {
  'table-added': ({ table }, config) => ({
    kind: 'statements',
    effect: 'create-table',
    statements: createTable(table, config),
  }),
  'column-added': ({ table, column }, config) =>
    hiveType(column.type) === 'date' ? refuseDate(column) : add(table, column, config),
  'column-removed': ({ column }) => ({
    kind: 'nothing',
    why: `Columns are never dropped in place: "${column.name}" stays and reads NULL in new rows.`,
  }),
  'struct-field-added': ({ table, after, added }, config) =>
    added.every(({ last }) => last)
      ? change(table, after, config, 'widen')
      : {
          kind: 'refused',
          reason: `A key was added to "${after.name}" before existing ones; registered partitions keep the old order.`,
          wayRound: 'Append the key behind all others.',
        },
  'column-type-changed': ({ table, before, after }, config) => typeChange(table, before, after, config),
  'column-made-nullable': ({ after }) => ({
    kind: 'nothing',
    why: `Hive tables know no NOT NULL: "${after.name}" takes NULL already.`,
  }),
  'column-comment-changed': ({ table, after }, config) => change(table, after, config, 'describe'),
};

function add(table: Table, column: Column, config: WarehouseConfig): Evolution {
  const sql = `ALTER TABLE ${hiveName(table.name, config)} ADD COLUMNS (${columnCells(column).join(' ')})`;
  return { kind: 'statements', effect: 'add-column', statements: [statement(sql)] };
}

/** docs.aws.amazon.com/athena/latest/ug/alter-table-add-columns.html: not for columns of type date. */
function refuseDate({ name }: Column): Evolution {
  return {
    kind: 'refused',
    reason: `Athena's ADD COLUMNS does not work for a column of type date ("${name}").`,
    wayRound: 'Update the table in Glue with the generated table input (UpdateTable); Athena then sees the column.',
  };
}

function change(table: Table, column: Column, config: WarehouseConfig, effect: 'widen' | 'describe'): Evolution {
  const cells = columnCells(column).join(' ');
  const sql = `ALTER TABLE ${hiveName(table.name, config)} CHANGE COLUMN ${backticked(column.name)} ${cells}`;
  return { kind: 'statements', effect, statements: [statement(sql)] };
}

function typeChange(table: Table, before: Column, after: Column, config: WarehouseConfig): Evolution {
  const [from, to] = [hiveType(before.type), hiveType(after.type)];
  const relation = hiveTypeChange(before.type, after.type);
  if (relation === 'same') return { kind: 'nothing', why: `Both are ${to} in Athena.` };
  if (relation === 'readable') return change(table, after, config, 'widen');
  return {
    kind: 'refused',
    reason: `"${after.name}" was written as ${from}, and Athena does not read that as ${to}.`,
    wayRound: newMajorInstead,
  };
}
