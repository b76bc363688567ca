import { readdirSync } from 'node:fs';
import path from 'node:path';
import { duckdb, tablesOf } from '@sluice/ddl';
import { compactLake, mergeLake } from '@sluice/lake';
import { connectDuckdb } from './duckdb.js';
import { publishedModel } from './load-contract.js';

// A process of its own for each measurement: node merge-child.mjs <job> <root> <lake>; prints CPU seconds and peak memory.
const [job = '', root = '', lake = '', more = ''] = process.argv.slice(2);
const model = publishedModel(root);

/** DuckDB alone, as it comes: the same files, columns and types, no checks, no duplicates removed. */
async function bareCopy(): Promise<void> {
  const connection = await connectDuckdb(root);
  for (const family of model.events) {
    for (const table of tablesOf(model, family, 'columnar')) {
      const files = rawFiles(path.join(lake, 'raw', `event=${table.event}`, `major=${table.major}`));
      if (files.length === 0) continue;
      const columns = table.columns.map(({ name, type }) => `"${name}": '${duckdb.columnType(type)}'`);
      await connection.run(
        `COPY (SELECT * FROM read_json([${files.map((file) => `'${file}'`)}], columns = {${columns}}, format = 'newline_delimited', hive_partitioning = false)) TO '${lake}/bare-${table.name}.parquet' (FORMAT parquet, COMPRESSION zstd)`,
      );
    }
  }
}

/** CPU seconds over which a query is repeated. */
const querySeconds = 0.25;

/**
 * CPU seconds of one run of a query over files, which is text: repeated after a first run, so that neither the start of the process
 * nor that of the engine is in it.
 */
async function query(): Promise<{ cpu: number }> {
  const connection = await connectDuckdb(root);
  await connection.runAndReadAll(more);
  const start = process.cpuUsage();
  for (let runs = 1; ; runs++) {
    await connection.runAndReadAll(more);
    const used = cpuSince(start);
    if (used >= querySeconds) return { cpu: used / runs };
  }
}

function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function rawFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => /\.json(\.gz)?$/.test(name))
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

const now = new Date(Date.UTC(2026, 10, 30));

const jobs: { readonly [name: string]: () => Promise<unknown> } = {
  bare: bareCopy,
  query,
  merge: () => mergeLake({ lakeDir: lake, model, now, runId: 'r1' }),
  compact: () => compactLake({ lakeDir: lake, model, now, runId: 'c1' }),
};

const before = process.cpuUsage();
const report = await jobs[job]?.();
const whole = cpuSince(before);
const rows =
  (report as { hours?: readonly { record?: { rowsOut: number; bytes: number } }[] } | undefined)?.hours ?? [];
console.log(
  JSON.stringify({
    cpu: (report as { cpu?: number } | undefined)?.cpu ?? whole,
    megabytes: process.resourceUsage().maxRSS / 1024,
    rowsOut: rows.reduce((sum, { record }) => sum + (record?.rowsOut ?? 0), 0),
    bytes: rows.reduce((sum, { record }) => sum + (record?.bytes ?? 0), 0),
  }),
);
