import type { QueryLanguage } from '../../query-language.js';
import { doubleQuoted, qualified, statement } from '../../sql.js';
import { trinoType } from './types.js';

const quote = doubleQuoted<'trino'>;

/** Trino SQL as Athena runs it. */
export const athenaQueries: QueryLanguage = {
  quote,
  name: (of, config) => qualified(config.database, of, quote),
  castType: trinoType,
  struct: (value, type, keys) => `IF(${value} IS NULL, NULL, CAST(ROW(${keys.join(', ')}) AS ${trinoType(type)}))`,
  time: {
    dateOf: (timestamp) => `CAST(${timestamp} AS DATE)`,
    addDays: (date, days) => `date_add('day', ${days}, ${date})`,
    isoWeekday: (date) => `day_of_week(${date})`,
    secondsBetween: (from, to) => `date_diff('second', ${from}, ${to})`,
  },
  showsPartitions: true,
  createView: (name, query, config) =>
    statement(`CREATE OR REPLACE VIEW ${athenaQueries.name(name, config)} AS\n${query}`),
};
