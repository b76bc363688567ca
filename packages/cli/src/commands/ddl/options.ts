import { UsageError } from '@sluice/project/errors';
import { choice, flag, parsed, text, type ValuesOf } from '../option.js';
import { root } from '../shared-options.js';

/** The options of `sluice ddl`. */
export const options = {
  dialect: text('<name>', 'athena, duckdb, glue, redshift or spark'),
  table: parsed(
    '<name>',
    'name of the table, or schema.name (default: from the schema, else from the file)',
    readTableName,
  ),
  flatten: flag('each key of a struct in a column of its own'),
  lake: text('<uri>', 'where tables over files lie (default: s3://YOUR-BUCKET)'),
  root,
  profile: choice(
    '<name>',
    'snowplow: the rules of schema-ddl for Redshift',
    ['snowplow'],
    (typed, name) => `${name} is snowplow; "${typed}" is not.`,
  ),
  json: flag('print the columns as [{name, type, nullable}]'),
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;

/** `name`, or `schema.name`. */
function readTableName(typed: string, name: string): { readonly space: string; readonly name: string } {
  const parts = typed.split('.');
  const [space, table] = parts.length === 1 ? ['', typed] : parts;
  if (parts.length <= 2 && table && space !== undefined && (parts.length === 1 || space !== ''))
    return { space, name: table };
  throw new UsageError(`${name} is a name or schema.name; "${typed}" is neither.`);
}
