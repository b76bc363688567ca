import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { testModel } from '../../ddl/test/model.js';
import { mergeLake } from '../src/merge/duckdb-merge.js';
import type { MergeReport } from '../src/merge/report.js';
import { openLake } from '../src/query/duckdb-query.js';

/** A lake in a folder of its own, for one test. */
export interface TestLake {
  readonly dir: string;
  /** Writes a raw file; lines are JSON text as the transform writes it. `.gz` names are compressed. */
  raw(path: string, lines: readonly string[]): Promise<void>;
  merge(runId: string, options?: { now?: string; rescanHours?: number | 'all' }): Promise<MergeReport>;
  /** Opens the lake, runs one query, closes it. */
  rows(sql: string): Promise<unknown[]>;
  remove(): Promise<void>;
}

/** Makes an empty lake; `name` begins its folder's name. */
export async function testLake(model = testModel, name = 'lake=test-'): Promise<TestLake> {
  const dir = await mkdtemp(join(tmpdir(), name));
  return {
    dir,
    raw: async (path, lines) => {
      const file = join(dir, 'raw', path);
      await mkdir(dirname(file), { recursive: true });
      const text = lines.map((line) => `${line}\n`).join('');
      await writeFile(file, path.endsWith('.gz') ? gzipSync(text) : text);
    },
    merge: (runId, { now = '2026-11-20T12:30:00Z', rescanHours = 48 } = {}) =>
      mergeLake({ lakeDir: dir, model, now: new Date(now), runId, rescanHours }),
    rows: async (sql) => {
      const lake = await openLake({ lakeDir: dir, model });
      try {
        const { columns, rows } = await lake.query(sql);
        return rows.map((row) => Object.fromEntries(row.map((value, at) => [columns[at]?.name, value])));
      } finally {
        await lake.close();
      }
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** Folder of an hour on 20 November 2026. */
export function hourOf(event: string, hour: string, major = 1): string {
  return `event=${event}/major=${major}/year=2026/month=11/day=20/hour=${hour}`;
}

/** A purchase 1.1 as the transform writes it; `more` is raw JSON text, so that numbers keep their digits. */
export function purchase(
  id: string,
  { received = '10:00:00.000', more = '"product_id":7,"amount":1.50' } = {},
): string {
  return `{"event_id":"${id}","event":"purchase","version":"1.1","occurred_at":"2026-11-20 09:59:59.123","received_at":"2026-11-20 ${received}","user_id":1,${more}}`;
}
