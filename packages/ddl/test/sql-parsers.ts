import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** An independent parser: the messages of what is wrong with a text of statements. */
interface SqlParser {
  errors(sql: string): string[];
}

/** Parsers of the two languages that Athena speaks, and of Spark's. */
export interface AthenaParsers {
  readonly hive: SqlParser;
  readonly trino: SqlParser;
  readonly spark: SqlParser;
}

interface DtParser {
  validate(sql: string): readonly { readonly startLine: number; readonly message: string }[];
}

/** Loads dt-sql-parser, whose files plain Node cannot import ("Directory import … not supported"), as one bundle. */
export async function athenaParsers(): Promise<AthenaParsers> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-parsers-'));
  const outfile = join(folder, 'parsers.mjs');
  try {
    await build({
      stdin: {
        contents: `export { HiveSQL, SparkSQL, TrinoSQL } from 'dt-sql-parser'`,
        resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
      logLevel: 'error',
    });
    const { HiveSQL, SparkSQL, TrinoSQL } = await import(/* @vite-ignore */ pathToFileURL(outfile).href);
    return { hive: parser(new HiveSQL()), trino: parser(new TrinoSQL()), spark: parser(new SparkSQL()) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function parser(dt: DtParser): SqlParser {
  return { errors: (sql) => dt.validate(sql).map(({ startLine, message }) => `line ${startLine}: ${message}`) };
}
