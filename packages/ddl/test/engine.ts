import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** A DuckDB in memory that tests run generated SQL on. */
export interface Engine {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** Starts one. Times are UTC. */
export async function startEngine(): Promise<Engine> {
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
