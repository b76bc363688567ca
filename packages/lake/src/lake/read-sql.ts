import type { LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';
import type { Column, Table } from '@sluice/ddl';
import { duckdbQuoted, duckdbType, singleQuoted } from '@sluice/ddl/internal';
import { doubleDigits } from './exact-numbers.js';
import type { WrittenColumn } from './record.js';

/** Largest JSON row in bytes: Athena's limit (docs.aws.amazon.com/athena/latest/ug/other-notable-limitations.html). */
const maxRowBytes = 33_554_432;

/** Column with the path of the file a row was read from. No contract's column begins with `_`, but for `_extra`. */
export const fileColumn = '_source_file';

const rawFolders = ['event', 'major', 'year', 'month', 'day', 'hour'];

const quote = duckdbQuoted;
const text = singleQuoted<'duckdb'>;

/**
 * A list of files as DuckDB's readers take it. They expand `*`, `?` and `[` in paths, so those are put in brackets
 * (duckdb.org/docs/stable/data/multiple_files/overview: glob syntax).
 */
export function fileList(files: readonly string[]): string {
  return `[${files.map((file) => text(file.replace(/[*?[]/g, '[$&]'))).join(', ')}]`;
}

function folderOptions(folders: readonly string[]): string {
  return `hive_partitioning = true, hive_types = {${folders.map((name) => `${name}: VARCHAR`).join(', ')}}`;
}

/** How a top-level value is read and checked: DuckDB alone would round 1.5 to 2 and 1.239 to 1.24 without a word. */
interface ValueRead {
  /** Type given to `read_json`; the column's own where absent. */
  readonly as?: 'VARCHAR' | 'DOUBLE';
  /** What says that a value of the table `read_json` is not as it should be; the value's cast may fail besides. */
  bad?(name: string, type: string): string;
  /** What is tried first where rows are read quickly: it fails on all that this one refuses, and perhaps on more. */
  readonly quick?: ValueRead;
}

const declared: ValueRead = {};

/** A whole number prints without a point and an exponent, so no pattern is needed. */
const integer: ValueRead = { as: 'VARCHAR', bad: (name) => `contains(${name}, '.') OR contains(${name}, 'e')` };

/** Whole numbers that a double holds cost a third as doubles. */
const safeInteger: ValueRead = {
  ...integer,
  quick: { as: 'DOUBLE', bad: (name) => `trunc(${name}) <> ${name} OR abs(${name}) > ${Number.MAX_SAFE_INTEGER}` },
};

/** Up to 15 digits survive a double, so going from there to the decimal and back proves that nothing was rounded. */
const shortDecimal: ValueRead = {
  as: 'DOUBLE',
  bad: (name, type) => `CAST(CAST(${name} AS ${type}) AS DOUBLE) <> ${name}`,
};

/** More digits come as text, whose pattern has to fit: a cast alone would round. */
function longDecimal(scale: number): ValueRead {
  const pattern = scale > 0 ? `-?[0-9]+([.][0-9]{1,${scale}})?` : '-?[0-9]+';
  return { as: 'VARCHAR', bad: (name) => `NOT regexp_full_match(${name}, ${text(pattern)})` };
}

const readings: { readonly [K in LogicalKind]: (type: LogicalOf<K>) => ValueRead } = {
  boolean: () => declared,
  int32: () => safeInteger,
  int64: ({ wire }) => (wire === 'number' ? safeInteger : integer),
  float64: () => declared,
  decimal: ({ precision, scale }) => (precision <= doubleDigits ? shortDecimal : longDecimal(scale)),
  string: () => declared,
  enum: () => declared,
  uuid: () => declared,
  date: () => declared,
  timestamp: () => declared,
  struct: () => declared,
  list: () => declared,
  map: () => declared,
  json: () => declared,
};

function readingOf(type: LogicalType, quick: boolean): ValueRead {
  const reading = (readings[type.kind] as (type: LogicalType) => ValueRead)(type);
  return quick ? (reading.quick ?? reading) : reading;
}

interface ReadJson {
  readonly withFolders: boolean;
  readonly rowBytes: number;
  readonly quick: boolean;
}

/** `read_json` over NDJSON files (plain or gzip) with declared types, nothing guessed. */
function readJson(table: Table, files: readonly string[], { withFolders, rowBytes, quick }: ReadJson): string {
  const columns = table.columns.map(({ name, type }) => {
    return `${quote(name)}: ${text(readingOf(type, quick).as ?? duckdbType(type))}`;
  });
  const options = [
    `columns = {${columns.join(', ')}}`,
    `format = 'newline_delimited'`,
    `maximum_object_size = ${rowBytes}`,
    withFolders ? folderOptions(rawFolders) : 'hive_partitioning = false',
    `filename = ${text(fileColumn)}`,
  ];
  return `read_json(${fileList(files)}, ${options.join(', ')})`;
}

/**
 * A column's value, or an error that names column, value and file; a bad value never becomes NULL. A quick reading fails
 * on the same values with less to say.
 */
function checkedValue(column: Column, quick: boolean): string {
  const name = quote(column.name);
  const type = duckdbType(column.type);
  const { bad } = readingOf(column.type, quick);
  const wrong = failure(column, `is no ${type}`);
  const value = bad ? `CAST(${name} AS ${type})` : name;
  const cases = [
    ...(column.nullable ? [] : [`WHEN ${name} IS NULL THEN ${failure(column, 'is missing')}`]),
    ...(bad && !quick ? [`WHEN ${name} IS NOT NULL AND TRY_CAST(${name} AS ${type}) IS NULL THEN ${wrong}`] : []),
    ...(bad ? [`WHEN ${bad(name, type)} THEN ${wrong}`] : []),
  ];
  return cases.length === 0 ? name : `CASE ${cases.join(' ')} ELSE ${value} END AS ${name}`;
}

function failure(column: Column, what: string): string {
  const value = `coalesce(' (' || ${quote(column.name)} || ')', '')`;
  return `error('column ${column.name} ${what}' || ${value} || ' in ' || ${fileColumn})`;
}

/** How raw rows are read. */
export interface RawReading {
  /** More columns: the file's, or those of the path's folders, which are read only where they are asked for. */
  readonly also?: readonly string[];
  /** DuckDB keeps a buffer of twice as many bytes, and refuses larger rows. */
  readonly rowBytes?: number;
  /** Fails on the same rows, but without naming the column of a text that is no number. */
  readonly quick?: boolean;
}

/** Rows of raw files with every value checked. */
export function rawRows(
  table: Table,
  files: readonly string[],
  { also = [], rowBytes = maxRowBytes, quick = false }: RawReading = {},
): string {
  const withFolders = also.some((name) => rawFolders.includes(name));
  const columns = [...table.columns.map((column) => checkedValue(column, quick)), ...also.map(quote)];
  return `SELECT ${columns.join(', ')} FROM ${readJson(table, files, { withFolders, rowBytes, quick })}`;
}

/** Parquet files that were written with the same columns. */
export interface WrittenFiles {
  readonly columns: readonly WrittenColumn[];
  readonly files: readonly string[];
}

/** How merged files are read. */
export interface ColumnarReading {
  /** Folders of the path that become columns. */
  readonly also?: readonly string[];
  /** Whether the files are of whole days, which have the hour as a column. */
  readonly isDaily?: boolean;
}

/** Rows of merged files in the table's columns: what an older run did not have is NULL, what it had narrower is cast. */
export function columnarRows(
  table: Table,
  { columns, files }: WrittenFiles,
  { also = [], isDaily = false }: ColumnarReading = {},
): string {
  const written = new Map(columns.map(({ name, type }) => [name, type]));
  const values = table.columns.map(({ name, type }) => {
    const wanted = duckdbType(type);
    if (written.get(name) === wanted) return quote(name);
    return `CAST(${written.has(name) ? quote(name) : 'NULL'} AS ${wanted}) AS ${quote(name)}`;
  });
  const folders = [...rawFolders.filter((name) => !isDaily || name !== 'hour'), 'run'];
  const source = `read_parquet(${fileList(files)}, ${folderOptions(folders)})`;
  return `SELECT ${[...values, ...also.map(quote)].join(', ')} FROM ${source}`;
}

/** No row, in the table's columns and types: what a table without any file reads like. */
export function noRows(table: Table, also: readonly string[] = []): string {
  return `${nullRow(table, also)} WHERE false`;
}

/** Rows that cannot be read: any statement that reads them fails with the message, whichever columns it asks for. */
export function failingRows(table: Table, message: string, also: readonly string[] = []): string {
  return `${nullRow(table, also)} FROM range(1) AS lost(n) WHERE CASE WHEN n >= 0 THEN error(${text(message)}) ELSE true END`;
}

function nullRow(table: Table, also: readonly string[]): string {
  const values = [
    ...table.columns.map(({ name, type }) => `CAST(NULL AS ${duckdbType(type)}) AS ${quote(name)}`),
    ...also.map((name) => `CAST(NULL AS VARCHAR) AS ${quote(name)}`),
  ];
  return `SELECT ${values.join(', ')}`;
}

/** The table's columns as a run records them. */
export function writtenColumns(table: Table): WrittenColumn[] {
  return table.columns.map(({ name, type }) => ({ name, type: duckdbType(type) }));
}
