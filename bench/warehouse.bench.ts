import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { childRunner, median } from './child.js';
import { connectDuckdb } from './duckdb.js';
import { writeLake } from './lake-data.js';
import type { Line } from './merge.bench.js';

const rounds = 5;
const jsonFile = /\.json\.gz$/;

/**
 * A week of the sample's events by the hour: how many bytes Parquet has beside gzipped JSON, and what a count and sum by day of
 * one event reads and costs over the daily files beside the gzipped JSON of the same event.
 */
export async function benchWarehouse(root: string, isLong: boolean): Promise<Line[]> {
  const lake = mkdtempSync(path.join(tmpdir(), 'sluice-bench-'));
  try {
    const events = isLong ? 1_000_000 : 200_000;
    await writeLake({ folder: lake, root, events, hours: 168, filesPerHour: 1, duplicateEvery: 0, gzip: true });
    const run = await childRunner(root);
    run('merge', lake);
    run('compact', lake);
    const [json, hourly] = [
      bytesBelow(path.join(lake, 'raw'), jsonFile),
      bytesBelow(path.join(lake, 'columnar'), /^part-.*\.parquet$/),
    ];
    const read = await bytesRead(root, path.join(lake, 'daily', 'event=view'));
    const raw = `read_json('${lake}/raw/event=view/*/*/*/*/*/*.json.gz', columns = {price: 'DECIMAL(10,2)'}, format = 'newline_delimited', hive_partitioning = true)`;
    const daily = `read_parquet('${lake}/daily/event=view/*/*/*/*/*/*.parquet', hive_partitioning = true)`;
    const costs = Array.from({ length: rounds }, () => ({
      json: run('query', lake, aggregate(raw)).cpu,
      daily: run('query', lake, aggregate(daily)).cpu,
    }));
    const times = median(costs.map((cost) => cost.json / cost.daily));
    return [
      line('hourly Parquet', hourly / json, 'of the bytes of gzipped JSON', { most: 0.85 }),
      line(
        'daily aggregate',
        bytesBelow(path.join(lake, 'raw', 'event=view'), jsonFile) / read,
        '× fewer bytes than gzipped JSON',
        { least: 30 },
      ),
      line('daily aggregate', times, '× less CPU than over gzipped JSON', { least: 15 }),
    ];
  } finally {
    rmSync(lake, { recursive: true, force: true });
  }
}

function aggregate(source: string): string {
  return `SELECT year, month, day, count(*), sum(price) FROM ${source} GROUP BY ALL`;
}

/** Bytes of the column chunks that the aggregate needs, as the files say, and of the footers. */
async function bytesRead(root: string, folder: string): Promise<number> {
  const connection = await connectDuckdb(root);
  const files = `${folder}/*/*/*/*/*/*.parquet`;
  const chunks = await connection.runAndReadAll(
    `SELECT sum(total_compressed_size)::BIGINT FROM parquet_metadata('${files}') WHERE path_in_schema = 'price'`,
  );
  const footers = await connection.runAndReadAll(
    `SELECT sum(footer_size)::BIGINT FROM parquet_file_metadata('${files}')`,
  );
  return Number(chunks.getRowsJson()[0]?.[0]) + Number(footers.getRowsJson()[0]?.[0]);
}

function bytesBelow(folder: string, name: RegExp): number {
  const files = readdirSync(folder, { recursive: true }).map(String);
  const wanted = files.filter((file) => name.test(path.basename(file)));
  return wanted.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
}

function line(name: string, value: number, what: string, { most, least }: { most?: number; least?: number }): Line {
  const budget = most === undefined ? `≥ ${least}` : `≤ ${most}`;
  const isKept = most === undefined ? value >= (least ?? 0) : value <= most;
  return { text: `${name}: ${value.toFixed(2)} ${what} (budget ${budget})`, isKept };
}
