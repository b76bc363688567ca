import { oneLine } from '../../comment.js';
import type { Evolution, EvolveMap } from '../../evolve.js';
import { newMajorInstead } from '../../evolve.js';
import { backticked, hiveLiteral, statement } from '../../sql.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { columnCells, createTable, sparkName } from './statements.js';
import { sparkType } from './types.js';

/** What each change of a table needs in Spark, for tables over files (spark.apache.org/docs/latest/sql-ref-syntax-ddl-alter-table.html). */
export const sparkEvolve: EvolveMap<WarehouseConfig> = {
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
        `ALTER TABLE ${sparkName(table.name, config)} ADD COLUMNS (${columnCells({ ...column, nullable: true }).join(' ')})`,
      ),
    ],
  }),
  'column-removed': ({ column }) => ({
    kind: 'nothing',
    why: `Columns are never dropped in place: "${column.name}" stays and reads NULL in new rows.`,
  }),
  'column-made-nullable': ({ after }) => recreate(`"${after.name}" is NOT NULL, which a table over files keeps.`),
  'struct-field-added': ({ after }) =>
    recreate(`Spark does not add a key to the struct "${after.name}" of a table over files.`),
  'column-type-changed': ({ before, after }) => {
    const [from, to] = [sparkType(before.type), sparkType(after.type)];
    if (from === to) return { kind: 'nothing', why: `Both are ${to} in Spark.` };
    const reason = `"${after.name}" was written as ${from}, and Spark does not read those files as ${to}.`;
    return { kind: 'refused', reason, wayRound: newMajorInstead };
  },
  'column-comment-changed': ({ table, after }, config) => ({
    kind: 'statements',
    effect: 'describe',
    statements: [
      statement(
        `ALTER TABLE ${sparkName(table.name, config)} ALTER COLUMN ${backticked<'spark'>(after.name)} COMMENT ${hiveLiteral<'spark'>(oneLine(after.comment))}`,
      ),
    ],
  }),
};

function recreate(reason: string): Evolution {
  return {
    kind: 'refused',
    reason,
    wayRound:
      'Make sure that the table has a LOCATION (DESCRIBE FORMATTED says EXTERNAL): dropping a managed table deletes its files. Then drop it, create it again from the new statements, and register its partitions again: the files stay where they are.',
  };
}
