import type { SchemaSelf } from '../json-schema/plain-table.js';
import { doubleQuoted, qualified, redshiftLiteral } from '../sql.js';
import type { SnowplowColumn } from './columns.js';
import { snowplowName } from './columns.js';
import { parentColumns } from './parent-columns.js';
import { encodingOf, typeText } from './types.js';

/** A table in Snowplow's form: an event's or entity's own columns behind those that link it to its event. */
export interface SnowplowTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly SnowplowColumn[];
  /** `iglu:vendor/name/format/version`, the table's comment; undefined where the schema does not describe itself. */
  readonly uri?: string;
}

/** The schema that the loaders create their tables in. */
export const defaultSchema = 'atomic';

/** `com.acme`, `PageView`, `1-0-0` → `com_acme_page_view_1`. */
export function snowplowTableName({ vendor, name, model }: SchemaSelf): string {
  return `${vendor.replace(/[.-]/g, '_').toLowerCase()}_${snowplowName(name)}_${model}`;
}

/** `iglu:com.acme/page_view/jsonschema/1-0-0`. */
export function schemaUri({ vendor, name, format, version }: SchemaSelf): string {
  return `iglu:${vendor}/${name}/${format}/${version}`;
}

/** `schema.table`, in quotes where a name that somebody chose needs them. */
export function quotedTable({ schema, name }: Pick<SnowplowTable, 'schema' | 'name'>): string {
  return qualified(schema, name, doubleQuoted<'redshift'>);
}

/** Always quoted: dots stand inside these names. */
export function quotedColumn(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The statement that comments the table with the schema it follows. */
export function tableComment(table: SnowplowTable): string[] {
  return table.uri === undefined ? [] : [`COMMENT ON TABLE ${quotedTable(table)} IS ${redshiftLiteral(table.uri)};`];
}

/** CREATE TABLE in the layout of schema-ddl. */
export function createTableSql(table: SnowplowTable): string {
  const { schema, columns } = table;
  const rows = [
    ...parentColumns.map(([column, type, encoding]) => [quotedColumn(column), type, `ENCODE ${encoding}`, 'NOT NULL']),
    ...columns.map((column) => [
      quotedColumn(column.name),
      typeText(column.type),
      `ENCODE ${encodingOf(column.type)}`,
      column.nullable ? '' : 'NOT NULL',
    ]),
  ];
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lines = rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' ')}`.trimEnd());
  const statement = [
    `CREATE TABLE IF NOT EXISTS ${quotedTable(table)} (`,
    `${lines.join(',\n')},`,
    `  FOREIGN KEY (root_id) REFERENCES ${quotedTable({ schema, name: 'events' })}(event_id)`,
    ')',
    'DISTSTYLE KEY',
    'DISTKEY (root_id)',
    'SORTKEY (root_tstamp);',
  ].join('\n');
  return [statement, ...tableComment(table)].join('\n\n');
}

/** The statements of a script that this folder wrote, without semicolons and comments. */
export function scriptStatements(script: string): string[] {
  const bare = script.replace(/^--.*$/gm, '');
  return bare
    .split(/;\s*(?:\n|$)/)
    .map((sql) => sql.trim())
    .filter((sql) => sql !== '');
}
