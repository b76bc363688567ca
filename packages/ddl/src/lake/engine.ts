import type { DuckDBConnection } from '@duckdb/node-api';

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
