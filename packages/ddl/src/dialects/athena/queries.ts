import type { QueryLanguage } from '../../query-language.js';
import { doubleQuoted, qualified, statement } from '../../sql.js';
import { trinoType } from './types.js';

const quote = doubleQuoted<'trino'>;

/** Trino SQL as Athena runs it. */
export const athenaQueries: QueryLanguage = {
  quote,
  name: (of, place) => qualified(place.database, of, quote),
  castType: trinoType,
  struct: (value, type, keys) => `IF(${value} IS NULL, NULL, CAST(ROW(${keys.join(', ')}) AS ${trinoType(type)}))`,
  showsPartitions: true,
  createView: (name, query, place) =>
    statement(`CREATE OR REPLACE VIEW ${athenaQueries.name(name, place)} AS\n${query}`),
};
