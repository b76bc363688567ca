import type { MigrationConnection } from './connection.js';
import type { Migration } from './file.js';
import type { Ledger } from './ledger.js';

/** What is run. */
export interface ApplyRequest {
  /** In order, from their files. */
  readonly migrations: readonly Migration[];
  readonly ledger: Ledger;
  readonly connection: MigrationConnection;
  /** The time that the ledger notes. */
  now(): Date;
  /** Notes migrations up to this number as applied without running them: their tables are there, or were made by hand. */
  readonly doneThrough?: number;
}

/** The warehouse that a part runs in, and its clock. */
export type Where = Pick<ApplyRequest, 'ledger' | 'connection' | 'now'>;
