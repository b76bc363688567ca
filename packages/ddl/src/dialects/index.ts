import type { Dialect } from '../dialect.js';
import { athena } from './athena/index.js';
import { duckdb } from './duckdb/index.js';
import { glue } from './glue/index.js';
import { redshift } from './redshift/index.js';

/** Every dialect, by id. */
export const dialects: readonly Dialect[] = [athena, duckdb, glue, redshift];
