/** What a project decides about DuckDB. */
export interface DuckdbOptions {
  /** The schema of its tables (default: none, whatever is current). */
  readonly schema?: string;
}
