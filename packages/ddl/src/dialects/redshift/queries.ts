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
  showsPartitions: false,
  createView: (name, query, place) =>
    statement(`CREATE OR REPLACE VIEW ${redshiftName(name, place)} AS\n${query}\nWITH NO SCHEMA BINDING`),
};
