import type { Dialect } from '../../dialect.js';
import { evolveWith } from '../../evolve.js';
import { backticked, hiveLiteral, statement } from '../../sql.js';
import { glueEvolve } from './evolve.js';
import { tableInput } from './statements.js';
import { glueType } from './types.js';

/** AWS Glue Data Catalog: its statements are `TableInput` documents. Views come from Athena, which stores them here. */
export const glue: Dialect = {
  id: 'glue',
  summary: 'TableInput documents for the Glue Data Catalog, the same tables that the Athena DDL makes.',
  tiers: ['columnar', 'raw'],
  quote: backticked,
  literal: hiveLiteral,
  columnType: glueType,
  createTable: (table, place) => [statement(JSON.stringify(tableInput(table, place), null, 2))],
  createView: () => undefined,
  evolve: (change, place) => evolveWith(glueEvolve, change, place),
};
