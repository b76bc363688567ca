import type { MigrationConnection } from '@sluice/ddl';

/** A DuckDB database in a file, made where it is missing. The package is loaded here, on first use. */
export async function openDuckdbFile(file: string): Promise<MigrationConnection & { close(): Promise<void> }> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  return {
    query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
