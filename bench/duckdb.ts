import { createRequire } from 'node:module';
import path from 'node:path';

/** What benchmarks need of a DuckDB connection. */
export interface Duckdb {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowsJson(): unknown[][] }>;
}

interface Package {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Duckdb> }> };
}

/** DuckDB in memory with its own settings, as the package of the merge has it installed. */
export async function connectDuckdb(root: string): Promise<Duckdb> {
  const load = createRequire(path.join(root, 'packages', 'ddl', 'package.json'));
  const { DuckDBInstance } = load('@duckdb/node-api') as Package;
  return (await DuckDBInstance.create(':memory:')).connect();
}
