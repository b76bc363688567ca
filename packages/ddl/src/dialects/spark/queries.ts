import type { QueryLanguage } from '../../query-language.js';
import { backticked, hiveLiteral, statement } from '../../sql.js';
import { sparkName } from './statements.js';
import { sparkType } from './types.js';

/** Spark SQL. */
export const sparkQueries: QueryLanguage = {
  quote: backticked<'spark'>,
  name: sparkName,
  castType: sparkType,
  struct: (value, type, keys) => {
    const pairs = type.fields.map(({ column }, at) => `${hiveLiteral<'spark'>(column)}, ${keys[at]}`);
    return `IF(${value} IS NULL, NULL, named_struct(${pairs.join(', ')}))`;
  },
  time: undefined,
  showsPartitions: true,
  createView: (name, query, config) => statement(`CREATE OR REPLACE VIEW ${sparkName(name, config)} AS\n${query}`),
};
