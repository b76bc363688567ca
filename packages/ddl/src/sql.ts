import { reservedWords } from '@sluice/contract';

declare const mark: unique symbol;

/** Where quoted text is valid, by a name that dialects choose: Hive DDL, Trino and others differ in their rules. */
export type SqlContext = string;

/** A quoted identifier of one context. Only a dialect's `quote` makes one, so a raw string does not fit in its place. */
export type Identifier<C extends SqlContext = SqlContext> = string & { readonly [mark]: ['identifier', C] };

/** A quoted string literal of one context. Only a dialect's `literal` makes one. */
export type Literal<C extends SqlContext = SqlContext> = string & { readonly [mark]: ['literal', C] };

/** One statement, without a trailing semicolon, and how it has to be run. */
export interface Statement {
  readonly sql: string;
  /** `false`: the warehouse refuses it inside BEGIN … END. */
  readonly transactional: boolean;
}

/** Wraps SQL that may stand in a transaction. */
export function statement(sql: string): Statement {
  return { sql, transactional: true };
}

/**
 * Words that parsers of Hive (4.0), Spark (3.5), Trino and PostgreSQL refuse without quotes though no list of Athena or Redshift
 * has them: they are quoted where they are written, and need no quotes in queries.
 */
const alsoQuoted: ReadonlySet<string> = new Set([
  'application',
  'compactionid',
  'connector',
  'connectors',
  'ddl',
  'dec',
  'force',
  'merge',
  'noscan',
  'pkfk_join',
  'real',
  'sync',
  'timestamplocaltz',
]);

/** Whether every engine reads the name as it stands: `_extra` and reserved words are not bare. */
function isBare(name: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(name) && !reservedWords.has(name) && !alsoQuoted.has(name);
}

/** Identifier of Trino or Redshift: double-quoted where needed, with quotes inside doubled. */
export function doubleQuoted<C extends SqlContext>(name: string): Identifier<C> {
  return (isBare(name) ? name : `"${name.replaceAll('"', '""')}"`) as Identifier<C>;
}

/** Identifier of DuckDB, always double-quoted: some words that are not reserved there (`at`) are no column names either. */
export function duckdbQuoted(name: string): Identifier<'duckdb'> {
  return `"${name.replaceAll('"', '""')}"` as Identifier<'duckdb'>;
}

/** Identifier of Spark, or of Hive DDL, which Athena parses for all but queries and views: in backticks where needed, those inside doubled. */
export function backticked<C extends SqlContext = 'hive'>(name: string): Identifier<C> {
  return (isBare(name) ? name : `\`${name.replaceAll('`', '``')}\``) as Identifier<C>;
}

/** A name with its database or schema before it; a name alone where that is empty. */
export function qualified(space: string, name: string, quote: (name: string) => Identifier): string {
  return space === '' ? quote(name) : `${quote(space)}.${quote(name)}`;
}

/** Single-quoted literal of Trino and DuckDB, where the quote is doubled and a backslash is an ordinary character. */
export function singleQuoted<C extends SqlContext>(text: string): Literal<C> {
  return `'${text.replaceAll("'", "''")}'` as Literal<C>;
}

/** Single-quoted literal of Hive DDL and Spark, where a backslash escapes itself and the quote. */
export function hiveLiteral<C extends SqlContext = 'hive'>(text: string): Literal<C> {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` as Literal<C>;
}

/** Single-quoted literal of Redshift: quotes and backslashes are doubled, since Redshift reads backslash escapes. */
export function redshiftLiteral(text: string): Literal<'redshift'> {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` as Literal<'redshift'>;
}

/** Cells wider than this (a nested type) do not push those of other rows to the right. */
const widestCell = 40;

/** Rows of cells as lines whose cells stand below each other; the last cell of a row is not padded. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, { length }] of row.entries()) {
      if (length <= widestCell) widths[at] = Math.max(widths[at] ?? 0, length);
    }
  }
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join(' ')
      .trimEnd(),
  );
}

/** Lines indented by two spaces and separated by commas: a column list, one column a line. */
export function commaLines(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join(',\n');
}
