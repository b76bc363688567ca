import path from 'node:path';
import { namingFiles } from '@sluice/compat/pair';
import { UsageError } from '@sluice/project';
import { documentName, type GivenDocument, isRegistryDocument } from '@sluice/project/registry';
import { type ReadSchema, readSchema } from '@sluice/project/schema-files';
import { exit } from '../../exit.js';
import type { Io } from '../../io.js';
import type { Options } from './options.js';
import { plainDdl } from './plain.js';
import { type DdlAnswer, renderDdl } from './render.js';
import { snowplowDdl, snowplowDialect } from './snowplow.js';

/**
 * Writes the table of a plain JSON Schema, or with two schemas the migration from the first to the second. Exit 3 where the
 * warehouse cannot follow or takes no such table.
 */
export async function run([first, next]: readonly [string, string?], options: Options, io: Io): Promise<number> {
  const read = schemaIn(io.cwd, first, options);
  const { schema, written } = read;
  const readNext = next === undefined ? read : schemaIn(io.cwd, next, options);
  const nextSchema = next === undefined ? undefined : readNext.schema;
  const given = [{ file: first, schema }, ...(next === undefined ? [] : [{ file: next, schema: nextSchema }])];
  const registry = registryFilesIn(given, io.cwd);
  if (registry) return reportRegistry(registry, options, io);
  const request = {
    schema,
    written,
    ...(next !== undefined && { next: nextSchema }),
    fileName: path.basename(first),
    ...(options.table && { table: options.table }),
  };
  const answer = isSnowplow(options)
    ? snowplowDdl(request)
    : plainDdl(request, await dialectIn(options), choices(options));
  const notices = answer.notices.map((one) => ({ ...one, message: namingFiles(one.message, readNext) }));
  return report({ ...answer, notices }, options, io);
}

interface Given {
  readonly file: string;
  readonly schema: unknown;
}

/** The files as registry documents, where they are some; one of each kind has no common table. */
function registryFilesIn(given: readonly Given[], cwd: string): GivenDocument[] | undefined {
  const found = given.flatMap(({ file, schema }) =>
    isRegistryDocument(schema) ? [{ document: schema, file: path.resolve(cwd, file) }] : [],
  );
  if (found.length === 0) return undefined;
  if (found.length === given.length) return found;
  const [one] = found;
  throw new UsageError(
    `${one ? path.basename(one.file) : ''} is a registry file (${one ? documentName(one.document) : ''}), the other one is a plain schema. Tables of events and of plain schemas are made by different rules: give two of one kind.`,
  );
}

/** The table of an event is the project's: its name is frozen, and its columns are those of all its versions and the envelope. */
async function reportRegistry(given: readonly GivenDocument[], options: Options, io: Io): Promise<number> {
  const kind = 'A registry file has the tables of its event';
  if (options.profile !== undefined) {
    throw new UsageError(`${kind}; --profile is for plain and self-describing schemas. Leave it out.`);
  }
  if (options.table !== undefined) throw new UsageError(`${kind}, under their frozen names: leave --table out.`);
  const { registryDdl } = await import('./registry.js');
  const lake = options.lake === undefined ? {} : { lakeUri: options.lake.replace(/\/+$/, '') };
  const request = { dialect: await dialectIn(options), flat: options.flatten === true, ...lake };
  const answer = await registryDdl(given as [GivenDocument, GivenDocument?], request, io.cwd);
  for (const sentence of answer.told) io.err(io.paint.dim(sentence));
  return report(answer, options, io);
}

/** schema-ddl follows no references: there no file is looked for either. */
function schemaIn(cwd: string, file: string, { root, profile }: Options): ReadSchema {
  return readSchema(cwd, file, root, profile === undefined);
}

function isSnowplow({ profile, dialect }: Options): boolean {
  if (profile === undefined) return false;
  if (dialect === undefined || dialect === snowplowDialect.id) return true;
  throw new UsageError(`--profile snowplow writes for ${snowplowDialect.id}; "${dialect}" has no such profile.`);
}

async function dialectIn({ dialect }: Options) {
  const { everyDialect } = await import('@sluice/ddl');
  const found = everyDialect.find(({ id }) => id === dialect);
  if (found) return found;
  const known = everyDialect.map(({ id }) => id).join(', ');
  throw new UsageError(
    dialect === undefined
      ? `--dialect is missing: one of ${known}.`
      : `--dialect is one of ${known}; "${dialect}" is not.`,
  );
}

function choices({ lake = 's3://YOUR-BUCKET', flatten = false }: Options): {
  readonly lakeUri: string;
  readonly flat: boolean;
} {
  return { lakeUri: lake.replace(/\/+$/, ''), flat: flatten };
}

function report(answer: DdlAnswer, options: Options, io: Io): number {
  const { out, warnings, errors } = renderDdl(answer, options.json === true);
  if (out !== '') io.out(out);
  for (const warning of warnings) io.err(`${io.paint.yellow('!')} ${warning}`);
  for (const error of errors) io.err(`${io.paint.red('✗')} ${error}`);
  return errors.length === 0 ? exit.clean : exit.findings;
}
