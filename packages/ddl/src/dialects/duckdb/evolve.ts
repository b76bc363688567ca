import type { Place } from '../../dialect.js';
import type { Evolution, EvolveMap } from '../../evolve.js';
import { newMajorInstead } from '../../evolve.js';
import { duckdbQuoted, statement } from '../../sql.js';
import type { Column, Table } from '../../table.js';
import { columnCells, columnComment, createTable, duckdbName } from './statements.js';
import { duckdbType } from './types.js';

/** What each change of a table needs in DuckDB. */
export const duckdbEvolve: EvolveMap<Place> = {
  'table-added': ({ table }, place) => ({
    kind: 'statements',
    effect: 'create-table',
    statements: createTable(table, place),
  }),
  'column-added': ({ table, column }, place) => ({
    kind: 'statements',
    effect: 'add-column',
    statements: [
      statement(`${alter(table, place)} ADD COLUMN ${columnCells({ ...column, nullable: true }).join(' ')}`),
      ...(column.comment === '' ? [] : [columnComment(table, column, place)]),
    ],
  }),
  'column-removed': ({ column }) => ({
    kind: 'nothing',
    why: `Columns are never dropped in place: "${column.name}" stays and is NULL in new rows.`,
  }),
  'struct-field-added': ({ table, after }, place) => retype(table, after, place),
  'column-type-changed': ({ table, before, after }, place) => typeChange(table, before, after, place),
  'column-made-nullable': ({ table, after }, place) => ({
    kind: 'statements',
    effect: 'widen',
    statements: [statement(`${alter(table, place)} ALTER COLUMN ${duckdbQuoted(after.name)} DROP NOT NULL`)],
  }),
  'column-comment-changed': ({ table, after }, place) => ({
    kind: 'statements',
    effect: 'describe',
    statements: [columnComment(table, after, place)],
  }),
};

function alter({ name }: Table, place: Place): string {
  return `ALTER TABLE ${duckdbName(name, place)}`;
}

function retype(table: Table, { name, type }: Column, place: Place): Evolution {
  const sql = `${alter(table, place)} ALTER COLUMN ${duckdbQuoted(name)} TYPE ${duckdbType(type)}`;
  return { kind: 'statements', effect: 'widen', statements: [statement(sql)] };
}

function typeChange(table: Table, before: Column, after: Column, place: Place): Evolution {
  const [from, to] = [duckdbType(before.type), duckdbType(after.type)];
  if (from === to) return { kind: 'nothing', why: `Both are ${to} in DuckDB.` };
  if (from === 'INTEGER' && to === 'BIGINT') return retype(table, after, place);
  return {
    kind: 'refused',
    reason: `"${after.name}" is ${from}; files that are there would no longer be read as ${to} without loss.`,
    wayRound: newMajorInstead,
  };
}
