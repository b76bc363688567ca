import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { singleQuoted } from '@sluice/ddl/internal';

/** A DuckDB connection in memory, and how to end it. */
export interface Engine {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** Starts DuckDB in memory. The package is loaded here, on first use: it costs what a whole command costs otherwise. */
export async function startEngine(): Promise<Engine> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * What a merge gets: one thread, since every further one takes more memory and more CPU for the same work, and the order
 * of rows is nobody's concern. What does not fit goes to a temporary folder. Memory that was given back goes to the system
 * at once: otherwise slices of different sizes leave holes, and the process grows with the hour.
 */
const mergeSettings = [
  'threads = 1',
  'preserve_insertion_order = false',
  "memory_limit = '160MB'",
  "allocator_bulk_deallocation_flush_threshold = '32MB'",
];

/**
 * Runs `work` with an engine whose memory stays the same however much it reads. What does not fit lies in a folder of the
 * lake meanwhile; whoever calls this holds the lake's lock, so that what is there was left by an interrupted merge.
 */
export async function withMergeEngine<T>(lakeDir: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const temporary = join(lakeDir, 'columnar', '_spill');
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  const engine = await startEngine();
  try {
    for (const setting of [...mergeSettings, `temp_directory = ${singleQuoted(temporary)}`])
      await engine.connection.run(`SET ${setting}`);
    return await work(engine);
  } finally {
    engine.close();
    await rm(temporary, { recursive: true, force: true });
  }
}
