import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ContractModel } from '@sluice/contract';
import type { MigrationConnection } from '@sluice/ddl';
import { driftModel } from '../../packages/ddl/test/drift-model.js';
import { testModel } from '../../packages/ddl/test/model.js';
import { type DbtRun, dbt, fillWarehouse, writeProject } from './dbt-project.js';
import { shopModel } from './shop-model.js';

const python = process.argv[2] ?? 'python3';
const models = { shop: shopModel(), test: testModel, drift: driftModel };
const problems: string[] = [];

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sluice-dbt-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A banner that was seen under its old field and clicked under the new one, the latter twice. */
async function someRows({ query }: MigrationConnection): Promise<void> {
  const rows = [
    "('00000000-0000-4000-8000-00000000000a', '1.0', 'view', NULL)",
    "('00000000-0000-4000-8000-00000000000b', '1.1', NULL, 'click')",
    "('00000000-0000-4000-8000-00000000000b', '1.1', NULL, 'click')",
  ];
  const from = `(VALUES ${rows.join(', ')}) AS r(id, version, old, new)`;
  await query(`INSERT INTO banner_v1 (event_id, event, version, occurred_at, received_at, "type", "action")
    SELECT id, 'banner', version, TIMESTAMP '2026-11-20 10:00:00', TIMESTAMP '2026-11-20 10:00:01', old, new FROM ${from}`);
}

const passed = new Set(['success', 'pass']);
const failing = ({ results }: DbtRun) => [...results].filter(([, status]) => !passed.has(status)).map(([name]) => name);

const isClean = ({ status, output }: DbtRun) => status === 0 && !deprecation.test(output);
const deprecation = /deprecat/i;

const parsed = [
  ['test', 'athena'],
  ['test', 'redshift'],
  ['drift', 'redshift'],
] as const;

/** What cannot be built here is parsed, without a word about what dbt is going to give up. */
for (const [name, adapter] of parsed) {
  await inFolder(async (folder) => {
    writeProject(folder, models[name], adapter);
    const run = dbt(python, folder, 'parse');
    if (!isClean(run)) problems.push(`parse ${name} for ${adapter}:\n${run.output}`);
  });
}

/** All models are built and all tests pass on DuckDB. */
let built = 0;
for (const name of ['shop', 'test'] as const) {
  await inFolder(async (folder) => {
    const model: ContractModel = models[name];
    writeProject(folder, model, 'duckdb');
    await fillWarehouse(folder, model, someRows);
    const run = dbt(python, folder, 'build');
    built += run.results.size;
    const staged = model.events.filter(({ table }) => run.results.has(`stg_${table}`));
    if (!isClean(run) || failing(run).length > 0 || staged.length < model.events.length) {
      problems.push(`build ${name}:\n${run.output}`);
    }
  });
}

const faults = [
  'accepted_values_stg_banner_action__click__view',
  'stg_login',
  'unique_stg_purchase_event_id',
  'not_null_stg_search_version',
] as const;

const oldWords = 'arguments of a test as older versions of dbt took them';

function spoil(folder: string, file: string, from: string | RegExp, to: string): void {
  const place = path.join(folder, 'dbt/models/staging', file);
  writeFileSync(place, readFileSync(place, 'utf8').replace(from, to));
}

/** Each of these has to fail: a value that no version accepts, another type than the contract's, two rows of one event, no version. */
await inFolder(async (folder) => {
  const model = models.shop;
  writeProject(folder, model, 'duckdb');
  await fillWarehouse(folder, model, async (connection) => {
    await someRows(connection);
    await connection.query(`UPDATE banner_v1 SET "action" = 'hover' WHERE "version" = '1.1'`);
    for (const [view, version] of [
      ['purchase', "'1.0'"],
      ['search', 'NULL'],
    ]) {
      const row = `SELECT 'c' AS event_id, event, ${version} AS version, occurred_at, received_at FROM banner_v1`;
      const rows = `SELECT * FROM "${view}" UNION ALL BY NAME ${row}`;
      await connection.query(`CREATE OR REPLACE VIEW "${view}_exact" AS ${rows}`);
    }
  });
  spoil(folder, 'stg_login.yml', 'data_type: "BIGINT"', 'data_type: "DATE"');
  spoil(folder, 'stg_banner.yml', /arguments:\s+values:/, 'values:');
  const run = dbt(python, folder, 'build');
  const seen = [...failing(run), ...(deprecation.test(run.output) ? [oldWords] : [])];
  const missed = [...faults, oldWords].filter((name) => !seen.includes(name));
  for (const name of missed) problems.push(`dbt no longer sees the fault behind ${name}`);
});

for (const problem of problems) console.error(`✗ ${problem}`);
console.log(
  `dbt: ${parsed.length} projects parsed, ${built} models and tests passed, ${faults.length + 1} faults given.`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
