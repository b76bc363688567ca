import type { Dialect } from '../dialect.js';
import { athena } from './athena/index.js';
import { duckdb } from './duckdb/index.js';
import { glue } from './glue/index.js';
import { redshift } from './redshift/index.js';
import { spark } from './spark/index.js';

/** The dialects that every contract is written and judged in. */
export const dialects: readonly Dialect[] = [athena, duckdb, glue, redshift];

/** Those, and the ones that a project asks for. */
export const everyDialect: readonly Dialect[] = [...dialects, spark];
