import type { MigrationConnection } from '../src/migrations/connection.js';
import type { PGlite } from './postgres.js';
import { asPostgres } from './redshift-on-postgres.js';

const view = /^CREATE OR REPLACE VIEW (\S+) AS\n/;

/**
 * PostgreSQL in Redshift's place. Its views are bound to their tables, as Redshift's late-binding views are not: so a view is dropped
 * before it is replaced by one with other columns, and all views step aside while a column's type changes.
 */
export function redshiftConnection(database: PGlite): MigrationConnection {
  const views = new Map<string, string>();
  return {
    query: async (sql) => {
      const name = view.exec(sql)?.[1];
      if (name !== undefined) {
        await database.exec(`DROP VIEW IF EXISTS ${name} CASCADE`);
        views.set(name, asPostgres(sql));
      }
      if (!sql.includes(' ALTER COLUMN ')) return rowsOf(database, sql);
      for (const one of views.keys()) await database.exec(`DROP VIEW IF EXISTS ${one} CASCADE`);
      const rows = await rowsOf(database, sql);
      for (const one of views.values()) await database.exec(one);
      return rows;
    },
  };
}

async function rowsOf(database: PGlite, sql: string) {
  const results = await database.exec(asPostgres(sql));
  return (results.at(-1)?.rows ?? []) as { [column: string]: unknown }[];
}
