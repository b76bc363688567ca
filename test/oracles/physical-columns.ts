import { duckdb, redshift, type Statement, type Table } from '@sluice/ddl';
import type { PGlite } from '../../packages/ddl/test/postgres.js';
import { asPostgres } from '../../packages/ddl/test/redshift-on-postgres.js';
import type { Engine } from '../../packages/lake/src/lake/engine.js';

/** An engine's columns of one table after statements ran: `name type` and `NOT NULL`, in their order. */
export type ColumnsAfter = (table: string, statements: readonly Pick<Statement, 'sql'>[]) => Promise<string[]>;

/** Runs Redshift's statements in PostgreSQL, reads the columns back and takes everything back again. */
export function postgresColumns(postgres: PGlite): ColumnsAfter {
  return async (table, statements) => {
    try {
      await postgres.exec(['BEGIN', ...statements.map(({ sql }) => asPostgres(sql)), ''].join(';\n'));
      const { rows } = await postgres.query<{ text: string }>(
        `SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END AS text
         FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
        [table],
      );
      return rows.map(({ text }) => text);
    } finally {
      await postgres.exec('ROLLBACK');
    }
  };
}

/** Runs DuckDB's statements, reads the columns back and removes the table. */
export function duckdbColumns({ connection }: Engine): ColumnsAfter {
  return async (table, statements) => {
    await connection.run(statements.map(({ sql }) => `${sql};`).join('\n'));
    const reader = await connection.runAndReadAll(
      `SELECT column_name || ' ' || data_type || CASE WHEN is_nullable THEN '' ELSE ' NOT NULL' END AS text
       FROM duckdb_columns() WHERE table_name = '${table}' ORDER BY column_index`,
    );
    await connection.run(`DROP TABLE "${table}"`);
    return reader.getRowObjects().map(({ text }) => String(text));
  };
}

const postgresNames: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^VARCHAR/, 'character varying'],
  [/^CHAR/, 'character'],
  [/^DECIMAL$/, 'numeric'],
  [/^DECIMAL/, 'numeric'],
  [/^INT$/, 'integer'],
  [/^TIMESTAMPTZ$/, 'timestamp with time zone'],
  [/^TIMESTAMP$/, 'timestamp without time zone'],
  [/^SUPER$/, 'jsonb'],
];

/** A type of Redshift as PostgreSQL names it. */
export function postgresType(type: string): string {
  const found = postgresNames.find(([pattern]) => pattern.test(type));
  return found ? type.replace(found[0], found[1]) : type.toLowerCase();
}

/** What the table shall look like in each engine. */
export const intended: { readonly postgres: (table: Table) => string[]; readonly duckdb: (table: Table) => string[] } =
  {
    postgres: ({ columns }) =>
      columns.map(
        ({ name, type, nullable }) =>
          `${name} ${postgresType(redshift.columnType(type))}${nullable ? '' : ' NOT NULL'}`,
      ),
    duckdb: ({ columns }) =>
      columns.map(
        ({ name, type, nullable }) => `${name} ${bare(duckdb.columnType(type))}${nullable ? '' : ' NOT NULL'}`,
      ),
  };

/** DuckDB tells its types with quotes only where they are needed. */
export function bare(type: string): string {
  return type.replaceAll('"', '');
}
