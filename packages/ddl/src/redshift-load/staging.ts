import type { LogicalKind } from '@sluice/contract';
import { redshiftType } from '../dialects/redshift/types.js';
import { doubleQuoted } from '../sql.js';
import type { Column, Table } from '../table.js';
import { type LoadTable, takenOut, valuesInside } from './flattened.js';

const quote = doubleQuoted<'redshift'>;

/** How a column lies in files, and how it comes into the table. */
interface Staged {
  /** Type that COPY reads it as. */
  readonly type: string;
  /** The value in the table's type. */
  value(name: string): string;
}

const same = (name: string) => name;

/** Files hold timestamps in UTC without a zone, and JSON as text; everything else as it is in the table. */
const differing: { readonly [K in LogicalKind]?: Staged } = {
  timestamp: { type: 'TIMESTAMP', value: (name) => `${name} AT TIME ZONE 'UTC'` },
  json: { type: 'VARCHAR(65535)', value: (name) => `JSON_PARSE(${name})` },
};

function staged({ type }: Column): Staged {
  return differing[type.kind] ?? { type: redshiftType(type), value: same };
}

/** Names of the temporary tables of one load. */
export function loadNames({ name }: Table): { readonly files: string; readonly rows: string } {
  return { files: `${name}_files`, rows: `${name}_rows` };
}

/** The temporary table that COPY fills: the files' columns, in their order, all of them nullable. */
export function createFilesTable({ table, files }: LoadTable): string {
  const columns = files.columns.map((column) => `  ${quote(column.name)} ${staged(column).type}`);
  return `CREATE TEMP TABLE ${quote(loadNames(table).files)} (\n${columns.join(',\n')}\n)`;
}

/** The temporary table with one row per `event_id`, in the table's types: of copies the one that was received first. */
export function createRowsTable({ table, files: source }: LoadTable): string {
  const { files, rows } = loadNames(table);
  const inside = valuesInside(source);
  const values = table.columns.map((column) => {
    const name = quote(column.name);
    const within = source.columns.some((one) => one.name === column.name) ? undefined : inside.get(column.name);
    const value = within ? takenOut(within) : staged(column).value(`f.${name}`);
    return value === `f.${name}` ? `  ${value}` : `  ${value} AS ${name}`;
  });
  const order = ['received_at', 'occurred_at', 'version'].filter((name) =>
    table.columns.some((column) => column.name === name),
  );
  return [
    `CREATE TEMP TABLE ${quote(rows)} AS`,
    'SELECT',
    values.join(',\n'),
    'FROM (',
    `  SELECT *, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY ${order.join(', ')}) AS "_copy"`,
    `  FROM ${quote(files)}`,
    ') AS f',
    'WHERE f."_copy" = 1',
  ].join('\n');
}
