import type { QueryLanguage } from '../../query-language.js';
import { duckdbQuoted, statement } from '../../sql.js';
import { duckdbType } from './types.js';

/** DuckDB's SQL. */
export const duckdbQueries: QueryLanguage = {
  quote: duckdbQuoted,
  name: duckdbQuoted,
  castType: duckdbType,
  struct: (value, type, keys) => {
    const pairs = type.fields.map(({ column }, at) => `${duckdbQuoted(column)} := ${keys[at]}`);
    return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${pairs.join(', ')}) END`;
  },
  time: {
    dateOf: (timestamp) => `CAST(${timestamp} AS DATE)`,
    addDays: (date, days) => `CAST(${date} + CAST(${days} AS INTEGER) AS DATE)`,
    isoWeekday: (date) => `isodow(${date})`,
    secondsBetween: (from, to) => `date_diff('second', ${from}, ${to})`,
  },
  showsPartitions: true,
  createView: (name, query) => statement(`CREATE OR REPLACE VIEW ${duckdbQuoted(name)} AS\n${query}`),
};
