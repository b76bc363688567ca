import { redshiftName } from '../dialects/redshift/statements.js';
import { doubleQuoted, redshiftLiteral, type Statement, statement } from '../sql.js';
import type { Table } from '../table.js';
import { notNullColumns } from '../table.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import { createFilesTable, createRowsTable, loadNames } from './staging.js';

const quote = doubleQuoted<'redshift'>;

/** Files of one COPY. */
export interface CopySource {
  /** Every object whose key begins so, or a manifest: `s3://…`. Written as a literal, unless it is one already (`:'files'`). */
  readonly from: string;
  readonly isManifest?: boolean;
  /** How many of the files' columns there are, where they are older than the newest (default: all, or fewer at the end). */
  readonly columns?: number;
  /** Raw JSON instead of Parquet: where the jsonpaths document lies, and whether the files are compressed. */
  readonly json?: { readonly paths: string; readonly isGzip: boolean };
}

/** What is loaded into one table. */
export interface LoadRequest {
  readonly table: Table;
  /** The table as the files have it, where it is another one: structs are whole there. */
  readonly files?: Table;
  readonly config: WarehouseConfig;
  readonly sources: readonly CopySource[];
  /** Role that reads the files; a literal where it begins with a colon or a quote. */
  readonly iamRole: string;
}

/**
 * Loads files into a table in one transaction: COPY into a temporary table, one row per `event_id`, MERGE. Rows that are there stay as
 * they are, but for columns that were empty; so files may be loaded again, in any order, together with others.
 */
export function loadStatements({ table, files: inFiles = table, config, sources, iamRole }: LoadRequest): Statement[] {
  const { files, rows } = loadNames(table);
  const both = { table, files: inFiles };
  return [
    'BEGIN',
    createFilesTable(both),
    ...sources.map((source) => copy(inFiles, source, iamRole)),
    createRowsTable(both),
    upsertStatement(table, config),
    `DROP TABLE ${quote(files)}`,
    `DROP TABLE ${quote(rows)}`,
    'COMMIT',
  ].map(statement);
}

/**
 * COPY reads Parquet by position: the columns are named, and what older files lack stands at the end, so that FILLRECORD makes it NULL
 * (docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html).
 */
function copy(table: Table, { from, isManifest, columns, json }: CopySource, iamRole: string): string {
  const names = table.columns.slice(0, columns).map(({ name }) => quote(name));
  const format = json
    ? [`FORMAT JSON ${literal(json.paths)}`, "TIMEFORMAT 'auto'", ...(json.isGzip ? ['GZIP'] : [])]
    : ['FORMAT PARQUET SERIALIZETOJSON', ...(columns === undefined ? ['FILLRECORD'] : [])];
  return [
    `COPY ${quote(loadNames(table).files)} (${names.join(', ')})`,
    `FROM ${literal(from)}`,
    `IAM_ROLE ${literal(iamRole)}`,
    ...format,
    ...(isManifest ? ['MANIFEST'] : []),
  ].join('\n');
}

/** A psql variable (`:'role'`) is put in as it is. */
function literal(text: string): string {
  return text.startsWith(":'") ? text : redshiftLiteral(text);
}

/** Redshift's MERGE has no alias for the target, and wants both clauses (docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html). */
function upsertStatement(table: Table, config: WarehouseConfig): string {
  const names = table.columns.map(({ name }) => quote(name));
  const target = quote(table.name);
  const fillable = table.columns.filter(({ name }) => !notNullColumns.has(name)).map(({ name }) => quote(name));
  const filled = fillable.map((name) => `  ${name} = COALESCE(${target}.${name}, n.${name})`);
  const update = filled.length > 0 ? filled : [`  event_id = ${target}.event_id`];
  return [
    `MERGE INTO ${redshiftName(table.name, config)}`,
    `USING ${quote(loadNames(table).rows)} AS n`,
    `ON ${target}.event_id = n.event_id`,
    'WHEN MATCHED THEN UPDATE SET',
    update.join(',\n'),
    `WHEN NOT MATCHED THEN INSERT (${names.join(', ')})`,
    `VALUES (${names.map((name) => `n.${name}`).join(', ')})`,
  ].join('\n');
}

/** The jsonpaths document of a table's raw rows, as the files have it: a path per column, in the order of the COPY. */
export function jsonPaths({ columns }: Table): { readonly jsonpaths: readonly string[] } {
  return { jsonpaths: columns.map(({ name }) => `$['${name}']`) };
}
