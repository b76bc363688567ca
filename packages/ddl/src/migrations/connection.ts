/** A connection to a warehouse: all that running migrations needs. */
export interface MigrationConnection {
  /** Runs one statement and gives its rows. Rejects with the warehouse's message. */
  query(sql: string): Promise<readonly { readonly [column: string]: unknown }[]>;
}
