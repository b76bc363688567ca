import type { Dialect } from '../../dialect.js';
import { evolveWith } from '../../evolve.js';
import { readCreate } from '../../limits/read-create.js';
import { doubleQuoted, redshiftLiteral } from '../../sql.js';
import { redshiftEvolve } from './evolve.js';
import { redshiftFlattening } from './flattening.js';
import { redshiftLedger } from './ledger.js';
import { redshiftLimits } from './limits.js';
import { redshiftQueries } from './queries.js';
import { createTable, createView } from './statements.js';
import { redshiftType } from './types.js';

/** Amazon Redshift, provisioned or serverless. */
export const redshift = {
  id: 'redshift',
  summary: 'Local tables with keys and encodings, comments and late-binding views for Redshift.',
  checked: 'by-default',
  reportsEffects: true,
  migrates: true,
  writes: 'sql',
  tiers: ['columnar'],
  quote: doubleQuoted<'redshift'>,
  literal: redshiftLiteral,
  columnType: redshiftType,
  createTable,
  createView,
  queries: redshiftQueries,
  evolve: (change, config) => evolveWith(redshiftEvolve, change, config),
  hasPartitions: () => false,
  eventsTable: undefined,
  flattens: redshiftFlattening,
  ledger: redshiftLedger,
  limits: redshiftLimits,
  readTable: readCreate,
  dbtSchema: ({ dialects }) => dialects.redshift.schema,
} as const satisfies Dialect;
