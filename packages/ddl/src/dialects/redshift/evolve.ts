import type { Evolution, EvolveMap } from '../../evolve.js';
import { newMajorInstead } from '../../evolve.js';
import { doubleQuoted, statement } from '../../sql.js';
import type { Column, Table } from '../../table.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { physicalDesign } from './physical.js';
import { columnCells, columnComment, createTable, redshiftName } from './statements.js';
import { redshiftType, varcharBytes } from './types.js';

/** What each change of a table needs in Redshift. */
export const redshiftEvolve: EvolveMap<WarehouseConfig> = {
  'table-added': ({ table }, config) => ({
    kind: 'statements',
    effect: 'create-table',
    statements: createTable(table, config),
  }),
  'column-added': ({ table, column }, config) => ({
    kind: 'statements',
    effect: 'add-column',
    statements: [
      statement(
        `ALTER TABLE ${redshiftName(table.name, config)} ADD COLUMN ${addedCells(table, column, config).join(' ')}`,
      ),
      ...(column.comment === '' ? [] : [columnComment(table, column, config)]),
    ],
  }),
  'column-removed': ({ column }) => ({
    kind: 'nothing',
    why: `Columns are never dropped in place: "${column.name}" stays and is NULL in new rows.`,
  }),
  'struct-field-added': ({ after }) => ({
    kind: 'nothing',
    why: `"${after.name}" is SUPER: it takes any key.`,
  }),
  'column-type-changed': ({ table, before, after }, config) => typeChange(table, before, after, config),
  'column-made-nullable': ({ after }) => ({
    kind: 'refused',
    reason: `"${after.name}" is NOT NULL, and Redshift does not take that back in place.`,
    wayRound:
      'While nothing loads: create a table under another name from the new schema, copy the rows over, compare the counts, and rename the two in one transaction. Drop the old table only then, and give the new one its grants.',
  }),
  'column-comment-changed': ({ table, after }, config) => ({
    kind: 'statements',
    effect: 'describe',
    statements: [columnComment(table, after, config)],
  }),
};

function addedCells(table: Table, column: Column, config: WarehouseConfig): string[] {
  const { encodingOf } = physicalDesign(table, config.dialects.redshift, doubleQuoted<'redshift'>);
  return columnCells({ ...column, nullable: true }, encodingOf(column.name));
}

/** Only a VARCHAR can grow in place, and not inside a transaction (docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html). */
function typeChange(table: Table, before: Column, after: Column, config: WarehouseConfig): Evolution {
  const [from, to] = [redshiftType(before.type), redshiftType(after.type)];
  if (from === to) return { kind: 'nothing', why: `Both are ${to} in Redshift.` };
  const [fromBytes, toBytes] = [varcharBytes(from), varcharBytes(to)];
  if (fromBytes !== undefined && toBytes !== undefined) {
    if (toBytes < fromBytes) return { kind: 'nothing', why: `${to} fits the ${from} that is there.` };
    const column = doubleQuoted<'redshift'>(after.name);
    const sql = `ALTER TABLE ${redshiftName(table.name, config)} ALTER COLUMN ${column} TYPE ${to}`;
    return { kind: 'statements', effect: 'widen', statements: [{ sql, transactional: false }] };
  }
  return {
    kind: 'refused',
    reason: `"${after.name}" is ${from}, and Redshift does not change that to ${to} in place.`,
    wayRound: newMajorInstead,
  };
}
