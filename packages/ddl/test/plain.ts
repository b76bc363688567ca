import { duckdb, type NoticeCode, plainTable } from '../src/index.js';

/** A plain schema's columns as DuckDB has them, without quotes, and the choices that were made. */
export function read(schema: unknown): { columns: string[]; notices: NoticeCode[] } {
  const { table, notices } = plainTable({ schema, name: 't' });
  const columns = table.columns.map(({ name, type, nullable }) =>
    `${name} ${duckdb.columnType(type)}${nullable ? '' : ' NOT NULL'}`.replaceAll('"', ''),
  );
  return { columns, notices: notices.map(({ code }) => code) };
}

/** An object schema. */
export const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
