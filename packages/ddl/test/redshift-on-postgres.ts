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
  [/\bJSON_PARSE\(([^()]+)\)/g, '($1)::jsonb'],
];

/** `t.context.app.name`: a path into a SUPER column of the view's table, which PostgreSQL writes with subscripts. */
const path = /\b[tv]\.(?:[a-z]\w*|"[^"]+")((?:\.(?:[a-z]\w*|"[^"]+"))+)/g;

function subscripts(found: string, steps: string): string {
  const keys = steps
    .slice(1)
    .split('.')
    .map((step) => `['${step.replaceAll('"', '')}']`);
  return `${found.slice(0, -steps.length)}${keys.join('')}`;
}

/** A Redshift statement as PostgreSQL runs it. */
export function asPostgres(sql: string): string {
  return replacements.reduce((text, [pattern, by]) => text.replace(pattern, by), sql.replace(path, subscripts));
}
