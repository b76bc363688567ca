import type { Dialect } from '../../dialect.js';
import { evolveWith } from '../../evolve.js';
import { doubleQuoted, redshiftLiteral } from '../../sql.js';
import { redshiftEvolve } from './evolve.js';
import { redshiftQueries } from './queries.js';
import { createTable, createView } from './statements.js';
import { redshiftType } from './types.js';

/** Amazon Redshift, provisioned or serverless. */
export const redshift: Dialect = {
  id: 'redshift',
  summary: 'Local tables with keys and encodings, comments and late-binding views for Redshift.',
  tiers: ['columnar'],
  quote: doubleQuoted<'redshift'>,
  literal: redshiftLiteral,
  columnType: redshiftType,
  createTable,
  createView,
  queries: redshiftQueries,
  evolve: (change, place) => evolveWith(redshiftEvolve, change, place),
};
