import type { Ledger, MigrationConnection } from '@sluice/ddl';
import { openDuckdbFile } from '@sluice/lake';
import { CommandError, UsageError } from '@sluice/project';
import type { Options } from './options.js';

/** A connection that has to be closed. */
export interface OpenConnection extends MigrationConnection {
  close(): Promise<void>;
}

/** Environment variable with the URL of the warehouse, which holds a password. */
const urlVariable = 'SLUICE_WAREHOUSE_URL';

/** Connects to the warehouse that the options or the environment name. */
export function connectTo({ connection }: Pick<Ledger, 'connection'>, options: Options): Promise<OpenConnection> {
  return connections[connection](options);
}

const connections: { readonly [C in Ledger['connection']]: (options: Options) => Promise<OpenConnection> } = {
  'duckdb-file': ({ database }) => toDuckdb(database),
  postgres: ({ url }) => toServer(url ?? process.env[urlVariable]),
};

async function toServer(url: string | undefined): Promise<OpenConnection> {
  if (url !== undefined && url !== '') return toPostgres(url);
  throw new UsageError(
    `Where is the warehouse? Give --url postgres://user@host:5439/database, or the same in ${urlVariable} (with the password); or print the statements with --print.`,
  );
}

async function toDuckdb(file: string | undefined): Promise<OpenConnection> {
  if (file === undefined || file === '') {
    throw new UsageError('Which DuckDB database? Name its file: --database warehouse.duckdb');
  }
  try {
    return await openDuckdbFile(file);
  } catch (error) {
    throw new CommandError(
      `The database cannot be opened: ${(error as Error).message}`,
      'Name a DuckDB file, or one that is not there yet in a folder that is; nobody else may have it open.',
    );
  }
}

/** What is used of the client. */
interface Client {
  connect(): Promise<void>;
  query(sql: string): Promise<{ readonly rows: readonly { readonly [column: string]: unknown }[] }>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): void;
}

/** Redshift speaks PostgreSQL's protocol (docs.aws.amazon.com/redshift/latest/mgmt/connecting-to-cluster.html). */
async function toPostgres(url: string): Promise<OpenConnection> {
  const name: string = 'pg';
  const { default: pg } = (await import(name)) as { default: { Client: new (options: object) => Client } };
  const client = new pg.Client({ connectionString: url, application_name: 'sluice migrate' });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new CommandError(
      `The warehouse cannot be reached: ${(error as Error).message || 'no connection'}.`,
      'Check host, port, database and password of the URL; Redshift usually needs ?sslmode=require.',
    );
  }
  return { query: async (sql) => (await client.query(sql)).rows ?? [], close: () => client.end() };
}
