import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ContractModel } from '@sluice/contract';
import { duckdb, eventViews, type MigrationConnection, tablesOf, type WarehouseConfig } from '@sluice/ddl';
import { openDuckdbFile } from '@sluice/lake';
import { dbtTarget } from '../../generators/dbt/index.js';

const config: WarehouseConfig = {
  lakeUri: 's3://lake',
  database: 'shop',
  dialects: { athena: {}, duckdb: {}, redshift: { schema: 'analytics' } },
};

/** The adapters that the generator writes for. */
export type Adapter = 'athena' | 'duckdb' | 'redshift';

/** Writes the generated dbt project, and a profile by which dbt asks the DuckDB file beside it. */
export function writeProject(folder: string, model: ContractModel, adapter: Adapter): void {
  const database = { type: 'duckdb', path: path.join(folder, 'warehouse.duckdb'), schema: 'staging' };
  const profiles = { sluice: { target: 'test', outputs: { test: database } } };
  const files = [
    ...dbtTarget.emit({ model, options: { ...config, dbt: { adapter } } }),
    { path: 'profiles.yml', content: JSON.stringify(profiles) },
  ];
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file.path)), { recursive: true });
    writeFileSync(path.join(folder, file.path), file.content);
  }
}

/** Makes every table and view of the contract in the DuckDB file, then what a test adds. */
export async function fillWarehouse(
  folder: string,
  model: ContractModel,
  more: (connection: MigrationConnection) => Promise<void>,
): Promise<void> {
  const connection = await openDuckdbFile(path.join(folder, 'warehouse.duckdb'));
  const tables = model.events.flatMap((family) => tablesOf(model, family, 'columnar'));
  const statements = [
    ...tables.flatMap((table) => duckdb.createTable(table, config)),
    ...model.events.flatMap((family) => eventViews(duckdb, model, family, config)),
  ];
  for (const { sql } of statements) await connection.query(sql);
  await more(connection);
  await connection.close();
}

/** What dbt said. */
export interface DbtRun {
  readonly status: number | null;
  readonly output: string;
  /** Status by the names of models and tests; empty where nothing was run. */
  readonly results: ReadonlyMap<string, string>;
}

/** Runs dbt with a Python that has it. */
export function dbt(python: string, folder: string, command: 'build' | 'parse'): DbtRun {
  const project = path.join(folder, 'dbt');
  const call = 'from dbt.cli.main import cli; cli()';
  const options = ['--profiles-dir', folder, '--profile', 'sluice', '--project-dir', project];
  const { status, stdout, stderr, error } = spawnSync(
    python,
    ['-c', call, '--no-use-colors', '--no-version-check', command, '--no-partial-parse', ...options],
    { encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, DBT_SEND_ANONYMOUS_USAGE_STATS: 'false' } },
  );
  const output = `${stdout}${stderr}${error?.message ?? ''}`;
  return { status, output, results: command === 'build' ? resultsIn(project) : new Map() };
}

function resultsIn(project: string): Map<string, string> {
  const text = readFileSync(path.join(project, 'target', 'run_results.json'), 'utf8');
  const { results } = JSON.parse(text) as { results: { unique_id: string; status: string }[] };
  return new Map(results.map(({ unique_id, status }) => [unique_id.split('.')[2] ?? unique_id, status]));
}
