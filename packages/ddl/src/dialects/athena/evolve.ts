import type { Place } from '../../dialect.js';
import type { Evolution, EvolveMap } from '../../evolve.js';
import { newMajorInstead } from '../../evolve.js';
import { backticked, statement } from '../../sql.js';
import type { Column, Table } from '../../table.js';
import { columnCells, hiveName } from './hive.js';
import { hiveTypeChange } from './readable.js';
import { createTable } from './statements.js';
import { hiveType } from './types.js';

/** What each change of a table needs in Athena. Columns are matched by name, in JSON and in Parquet alike. */
export const athenaEvolve: EvolveMap<Place> = {
  'table-added': ({ table }, place) => ({
    kind: 'statements',
    effect: 'create-table',
    statements: createTable(table, place),
  }),
  'column-added': ({ table, column }, place) =>
    hiveType(column.type) === 'date' ? refuseDate(column) : add(table, column, place),
  'column-removed': ({ column }) => ({
    kind: 'nothing',
    why: `Columns are never dropped in place: "${column.name}" stays and reads NULL in new rows.`,
  }),
  'struct-field-added': ({ table, after, added }, place) =>
    added.every(({ last }) => last)
      ? change(table, after, place, 'widen')
      : {
          kind: 'refused',
          reason: `A key was added to "${after.name}" before existing ones; registered partitions keep the old order.`,
          wayRound: 'Append the key behind all others.',
        },
  'column-type-changed': ({ table, before, after }, place) => typeChange(table, before, after, place),
  'column-made-nullable': ({ after }) => ({
    kind: 'nothing',
    why: `Hive tables know no NOT NULL: "${after.name}" takes NULL already.`,
  }),
  'column-comment-changed': ({ table, after }, place) => change(table, after, place, 'describe'),
};

function add(table: Table, column: Column, place: Place): Evolution {
  const sql = `ALTER TABLE ${hiveName(table.name, place)} ADD COLUMNS (${columnCells(column).join(' ')})`;
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

function change(table: Table, column: Column, place: Place, effect: 'widen' | 'describe'): Evolution {
  const cells = columnCells(column).join(' ');
  const sql = `ALTER TABLE ${hiveName(table.name, place)} CHANGE COLUMN ${backticked(column.name)} ${cells}`;
  return { kind: 'statements', effect, statements: [statement(sql)] };
}

function typeChange(table: Table, before: Column, after: Column, place: Place): Evolution {
  const [from, to] = [hiveType(before.type), hiveType(after.type)];
  const relation = hiveTypeChange(before.type, after.type);
  if (relation === 'same') return { kind: 'nothing', why: `Both are ${to} in Athena.` };
  if (relation === 'readable') return change(table, after, place, 'widen');
  return {
    kind: 'refused',
    reason: `"${after.name}" was written as ${from}, and Athena does not read that as ${to}.`,
    wayRound: newMajorInstead,
  };
}
