/**
 * What Redshift's SQL has beyond PostgreSQL's, and what it becomes so that PostgreSQL can run it: a closed list of
 * physical clauses, one type and one function. Anything else that PostgreSQL does not know fails.
 */
const replacements: readonly (readonly [pattern: RegExp, by: string])[] = [
  [/ ENCODE (az64|zstd)(?=[\s,)]|$)/g, ''],
  [/^DISTSTYLE (AUTO|KEY)$/gm, ''],
  [/^DISTKEY \([a-z_]+\)$/gm, ''],
  [/^SORTKEY \([a-z_]+\)$/gm, ''],
  [/^WITH NO SCHEMA BINDING$/gm, ''],
  [/\bSUPER\b/g, 'JSONB'],
  [/DATEDIFF\(millisecond, ([^,]+), ([^)]+)\)/g, '(EXTRACT(EPOCH FROM ($2 - $1)) * 1000)'],
];

/** A Redshift statement as PostgreSQL runs it. */
export function asPostgres(sql: string): string {
  return replacements.reduce((text, [pattern, by]) => text.replace(pattern, by), sql);
}
