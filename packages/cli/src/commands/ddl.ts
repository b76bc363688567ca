import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Options } from '../commands.js';
import { plainDdl } from '../ddl/plain.js';
import { type DdlAnswer, renderDdl } from '../ddl/render.js';
import { snowplowDdl } from '../ddl/snowplow.js';
import { exit, UsageError } from '../exit.js';
import type { Io } from '../io.js';

/**
 * Writes the table of a plain JSON Schema, or with two schemas the migration from the first to the second. Exit 3 where the
 * warehouse cannot follow or takes no such table.
 */
export async function run(files: readonly string[], options: Options, io: Io): Promise<number> {
  const [first, next] = files;
  if (first === undefined) throw new UsageError('Name a JSON Schema file, or two of them for the migration.');
  const request = {
    schema: await schemaIn(io.cwd, first),
    ...(next !== undefined && { next: await schemaIn(io.cwd, next) }),
    fileName: path.basename(first),
    ...(typeof options.table === 'string' && { table: tableOption(options.table) }),
  };
  const answer = isSnowplow(options)
    ? snowplowDdl(request)
    : plainDdl(request, await dialectIn(options), choices(options));
  return report(answer, options, io);
}

function isSnowplow({ profile, dialect }: Options): boolean {
  if (profile === undefined) return false;
  if (profile !== 'snowplow') throw new UsageError(`--profile is snowplow; "${String(profile)}" is not.`);
  if (dialect === undefined || dialect === 'redshift') return true;
  throw new UsageError(`--profile snowplow writes for redshift; "${String(dialect)}" has no such profile.`);
}

async function dialectIn({ dialect }: Options) {
  const { everyDialect } = await import('@sluice/ddl');
  const found = everyDialect.find(({ id }) => id === dialect);
  if (found) return found;
  const known = everyDialect.map(({ id }) => id).join(', ');
  throw new UsageError(
    dialect === undefined
      ? `--dialect is missing: one of ${known}.`
      : `--dialect is one of ${known}; "${String(dialect)}" is not.`,
  );
}

function choices({ lake, flatten }: Options): { readonly lakeUri: string; readonly flat: boolean } {
  const lakeUri = typeof lake === 'string' ? lake.replace(/\/+$/, '') : 's3://YOUR-BUCKET';
  return { lakeUri, flat: flatten === true };
}

/** `name`, or `schema.name`. */
function tableOption(given: string): { readonly space: string; readonly name: string } {
  const parts = given.split('.');
  const [space, name] = parts.length === 1 ? ['', given] : parts;
  if (parts.length <= 2 && name && space !== undefined && (parts.length === 1 || space !== '')) return { space, name };
  throw new UsageError(`--table is a name or schema.name; "${given}" is neither.`);
}

async function schemaIn(cwd: string, file: string): Promise<unknown> {
  try {
    return JSON.parse((await readFile(path.resolve(cwd, file), 'utf8')).replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}

function report(answer: DdlAnswer, options: Options, io: Io): number {
  const { out, warnings, errors } = renderDdl(answer, options.json === true);
  if (out !== '') io.out(out);
  for (const warning of warnings) io.err(`${io.paint.yellow('!')} ${warning}`);
  for (const error of errors) io.err(`${io.paint.red('✗')} ${error}`);
  return errors.length === 0 ? exit.clean : exit.findings;
}
