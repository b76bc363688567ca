import type { Evolution, EvolveMap } from '../../evolve.js';
import { newMajorInstead } from '../../evolve.js';
import { statement } from '../../sql.js';
import type { Table } from '../../table.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import { hiveTypeChange } from '../athena/readable.js';
import { tableInput } from './statements.js';
import { glueType } from './types.js';

/** What each change of a table needs in Glue. `UpdateTable` replaces the definition, so the answer is always the whole one. */
export const glueEvolve: EvolveMap<WarehouseConfig> = {
  'table-added': ({ table }, config) => whole(table, config, 'create-table'),
  'column-added': ({ table }, config) => whole(table, config, 'add-column'),
  'column-removed': ({ column }) => ({
    kind: 'nothing',
    why: `Columns are never dropped in place: "${column.name}" stays and reads NULL in new rows.`,
  }),
  'struct-field-added': ({ table, after, added }, config) =>
    added.every(({ last }) => last)
      ? whole(table, config, 'widen')
      : {
          kind: 'refused',
          reason: `A key was added to "${after.name}" before existing ones; registered partitions keep the old order.`,
          wayRound: 'Append the key behind all others.',
        },
  'column-type-changed': ({ table, before, after }, config) => {
    const relation = hiveTypeChange(before.type, after.type);
    if (relation === 'same') return { kind: 'nothing', why: `Both are ${glueType(after.type)} in Glue.` };
    if (relation === 'readable') return whole(table, config, 'widen');
    return {
      kind: 'refused',
      reason: `"${after.name}" was written as ${glueType(before.type)}; readers of the catalogue would take it for ${glueType(after.type)}.`,
      wayRound: newMajorInstead,
    };
  },
  'column-made-nullable': ({ after }) => ({
    kind: 'nothing',
    why: `Hive tables know no NOT NULL: "${after.name}" takes NULL already.`,
  }),
  'column-comment-changed': ({ table }, config) => whole(table, config, 'describe'),
};

function whole(
  table: Table,
  config: WarehouseConfig,
  effect: Extract<Evolution, { kind: 'statements' }>['effect'],
): Evolution {
  return { kind: 'statements', effect, statements: [statement(JSON.stringify(tableInput(table, config), null, 2))] };
}
