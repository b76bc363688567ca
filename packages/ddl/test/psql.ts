/** What runs a statement, and gives its rows. */
export type RunSql = (sql: string) => Promise<readonly { readonly [column: string]: unknown }[]>;

/**
 * Runs a script as psql does, as far as generated scripts go: `\set`, `\gset`, `\if`, `\else`, `\endif`, and variables as `:'name'` in
 * statements and `:name` in `\set`. Anything else that begins with a backslash fails.
 */
export async function runPsql(script: string, run: RunSql, given: { [name: string]: string } = {}): Promise<void> {
  const variables = new Map(Object.entries(given));
  const branches: boolean[] = [];
  let statement: string[] = [];
  for (const line of script.split('\n')) {
    if (line.startsWith('--') || line === '') continue;
    const [, meta = '', rest = ''] = /^\\(\w+) ?(.*)$/.exec(line) ?? [];
    if (meta === 'if') branches.push(isTrue(rest, variables));
    else if (meta === 'else') branches.push(!branches.pop());
    else if (meta === 'endif') branches.pop();
    else if (branches.includes(false)) continue;
    else if (meta === 'set') set(rest, variables);
    else if (meta !== '' && meta !== 'gset') throw new Error(`psql: ${line}`);
    else {
      const isLast = line.endsWith(';') || line.endsWith('\\gset');
      statement.push(line.replace(/;$| ?\\gset$/, ''));
      if (!isLast) continue;
      const rows = await run(filled(statement.join('\n'), variables));
      statement = [];
      if (line.endsWith(';')) continue;
      for (const [name, value] of Object.entries(rows[0] ?? {})) variables.set(name, shown(value));
    }
  }
}

function shown(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 't' : 'f') : String(value);
}

function isTrue(text: string, variables: ReadonlyMap<string, string>): boolean {
  const defined = /^:\{\?(\w+)\}$/.exec(text)?.[1];
  if (defined !== undefined) return variables.has(defined);
  return variables.get(text.slice(1)) === 't';
}

/** Quoted pieces as they are, `:name` by its value, joined without blanks. */
function set(text: string, variables: Map<string, string>): void {
  const [, name = '', rest = ''] = /^(\w+) (.*)$/.exec(text) ?? [];
  const pieces = rest.match(/'[^']*'|\S+/g) ?? [];
  const value = pieces.map((piece) =>
    piece.startsWith("'") ? piece.slice(1, -1) : piece.startsWith(':') ? (variables.get(piece.slice(1)) ?? '') : piece,
  );
  variables.set(name, value.join(''));
}

function filled(sql: string, variables: ReadonlyMap<string, string>): string {
  return sql.replace(/:'(\w+)'/g, (_, name) => `'${(variables.get(name) ?? '').replaceAll("'", "''")}'`);
}
