/**
 * What Redshift's SQL has beyond PostgreSQL's, and what it becomes so that PostgreSQL can run it: a closed list of
 * physical clauses, one type, three functions and the dots that lead into a SUPER. Anything else that PostgreSQL does not know fails.
 */
const replacements: readonly (readonly [pattern: RegExp, by: string])[] = [
  [/ ENCODE (az64|zstd|ZSTD|RAW|RUNLENGTH)(?=[\s,;)]|$)/g, ''],
  [/^DISTSTYLE (AUTO|KEY)(?=;?$)/gm, ''],
  [/^DISTKEY \([a-z_]+\)(?=;?$)/gm, ''],
  [/^SORTKEY \([a-z_]+\)(?=;?$)/gm, ''],
  [/^WITH NO SCHEMA BINDING$/gm, ''],
  [/\bSUPER\b/g, 'JSONB'],
  [/DATEDIFF\(millisecond, ([^,]+), ([^)]+)\)/g, '(EXTRACT(EPOCH FROM ($2 - $1)) * 1000)'],
  [/DATEDIFF\(second, (LAG\(.+? OVER \(.+?\)), ([\w.]+)\)/g, 'EXTRACT(EPOCH FROM ($2 - $1))'],
  [/DATEADD\(day, ([\w.]+), (DATE '[\d-]+')\)/g, '($2 + $1)'],
  [/ TO ROLE /g, ' TO '],
  [/\bGETDATE\(\)/g, 'now()'],
  [/\bOBJECT\(/g, 'jsonb_build_object('],
  [/\bJSON_PARSE\(([^()]+|CAST\(.+? AS VARCHAR\(65535\)\))\)/g, '($1)::jsonb'],
];

/** `t.context.app.name`: a path into a SUPER column of a view's table or of loaded files, which PostgreSQL writes with subscripts. */
const path = /\b[tvf]\.(?:[a-z]\w*|"[^"]+")((?:\.(?:[a-z]\w*|"[^"]+"))+)/g;

function subscripts(found: string, steps: string): string {
  const keys = steps
    .slice(1)
    .split('.')
    .map((step) => `['${step.replaceAll('"', '')}']`);
  return `${found.slice(0, -steps.length)}${keys.join('')}`;
}

/** `CAST(f.context.app.name AS …)`: a scalar of a SUPER, which PostgreSQL takes out of JSON as text first. */
const scalar = /CAST\((f\.[a-z]\w*(?:\.(?:[a-z]\w*|"[^"]+"))+) AS /g;

/** A Redshift statement as PostgreSQL runs it. */
export function asPostgres(sql: string): string {
  const scalars = sql.replace(scalar, (_, found: string) => {
    const [row, column, ...keys] = found.replaceAll('"', '').split('.');
    return `CAST((${row}."${column}" #>> '{${keys.join(',')}}') AS `;
  });
  return replacements.reduce((text, [pattern, by]) => text.replace(pattern, by), scalars.replace(path, subscripts));
}
