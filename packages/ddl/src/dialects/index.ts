import type { Dialect } from '../dialect.js';
import { athena } from './athena/index.js';
import { duckdb } from './duckdb/index.js';
import { glue } from './glue/index.js';
import { redshift } from './redshift/index.js';
import { spark } from './spark/index.js';

const listed = [athena, duckdb, glue, redshift, spark] as const;

/** Every dialect, in the order in which they are written and judged. */
export const everyDialect: readonly Dialect[] = listed;

/** The dialects that every contract is judged in, unless the project chooses others. */
export const dialects: readonly Dialect[] = everyDialect.filter(({ checked }) => checked !== 'when-chosen');

/** The dialect of that id; undefined where there is none. */
export function dialectNamed(id: string): Dialect | undefined {
  return everyDialect.find((dialect) => dialect.id === id);
}

/** A dialect that dbt models are written for. */
export type DbtAdapter = Extract<(typeof listed)[number], { readonly dbtSchema: object }>['id'];

/** The dialects that dbt models are written for. */
export const dbtAdapters: readonly DbtAdapter[] = listed.flatMap((one) => (one.dbtSchema ? [one.id] : []));
