import type { QueryLanguage } from '../../query-language.js';
import { doubleQuoted, redshiftLiteral, statement } from '../../sql.js';
import { redshiftName } from './statements.js';
import { redshiftType } from './types.js';

/** Redshift's SQL. Views are late-binding: they do not block changes of their tables. */
export const redshiftQueries: QueryLanguage = {
  quote: doubleQuoted<'redshift'>,
  name: redshiftName,
  castType: redshiftType,
  insideType: 'SUPER',
  struct: (value, type, keys) => {
    const pairs = type.fields.map(({ column }, at) => `${redshiftLiteral(column)}, ${keys[at]}`);
    return `CASE WHEN ${value} IS NULL THEN NULL ELSE OBJECT(${pairs.join(', ')}) END`;
  },
  time: {
    dateOf: (timestamp) => `CAST(${timestamp} AT TIME ZONE 'UTC' AS DATE)`,
    addDays: (date, days) => `CAST(DATEADD(day, ${days}, ${date}) AS DATE)`,
    isoWeekday: (date) => `MOD(CAST(EXTRACT(dow FROM ${date}) AS INTEGER) + 6, 7) + 1`,
    secondsBetween: (from, to) => `DATEDIFF(second, ${from}, ${to})`,
  },
  showsPartitions: false,
  createView: (name, query, config) =>
    statement(`CREATE OR REPLACE VIEW ${redshiftName(name, config)} AS\n${query}\nWITH NO SCHEMA BINDING`),
};
