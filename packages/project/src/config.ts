import { shapeProblems } from './configuration/check-shape.js';
import { folderOf, overlap } from './configuration/formats.js';
import type { ConfigProblem } from './configuration/shape.js';
import { configShape } from './configuration/shape-data.js';
import type { Defaults, ResolvedConfig, SettledConfig, SluiceConfig } from './configuration/sluice-config.js';
import { lineOf, namesOn } from './definitions/source-scan.js';
import { UsageError } from './errors.js';

const defaults: Defaults = {
  schemas: 'schemas',
  registry: 'registry',
  generated: 'generated',
  lakeUri: 's3://YOUR-BUCKET',
  database: 'events',
  redshiftSchema: 'events',
  redshiftStructs: 'super',
  activePartitions: 500,
  destination: 's3',
};

const folderKeys = ['schemas', 'registry', 'generated'] as const;

/** Where a configuration was read from, for messages. */
export interface ConfigSource {
  readonly file: string;
  readonly text: string;
}

/**
 * Checks a configuration whole, fills in the defaults and writes each folder in one way (`./out/` → `out`). Throws a UsageError that lists
 * everything wrong with it: where, what was found, what is allowed.
 */
export function resolveConfig(
  given: unknown,
  source: ConfigSource = { file: 'sluice.config.ts', text: '' },
): ResolvedConfig {
  const problems = shapeProblems(given, configShape);
  if (problems.length > 0) throw new UsageError(listed(problems, source));
  const said = Object.entries(given as SluiceConfig).filter(([, value]) => value !== undefined);
  const {
    athena = {},
    redshift,
    redshiftSchema,
    redshiftStructs,
    dialects: ownDialects,
    ...resolved
  } = withIceberg({ ...defaults, ...Object.fromEntries(said) });
  const folders = folderKeys.map((key) => ({ key, folder: folderOf(resolved[key]) }));
  refuseOverlap(folders, source);
  return {
    ...resolved,
    lakeUri: resolved.lakeUri.replace(/\/+$/, ''),
    ...Object.fromEntries(folders.map(({ key, folder }) => [key, folder])),
    ...(ownDialects && { ownDialects }),
    dialects: { athena, duckdb: {}, redshift: { ...redshift, schema: redshiftSchema, structs: redshiftStructs } },
  };
}

/** All problems of a configuration under its file, with the line of each where the source says it. */
export function listed(problems: readonly ConfigProblem[], { file, text }: ConfigSource): string {
  const lines = problems.map(({ path, message }) => {
    const line = text === '' || path === '' ? 1 : lineOf(text, namesOn(path));
    return `  ${path === '' ? 'what it exports' : path} ${message}.${text === '' ? '' : ` (${file}:${line})`}`;
  });
  return `${file}:\n${lines.join('\n')}`;
}

/** A stream that delivers to Iceberg needs Iceberg tables. */
function withIceberg(config: SettledConfig): SettledConfig {
  return config.destination === 'iceberg' ? { ...config, athena: { tables: 'iceberg', ...config.athena } } : config;
}

/** generate removes from its folders what it no longer makes, so they may hold nothing else. */
function refuseOverlap(
  folders: readonly { readonly key: string; readonly folder: string }[],
  { file }: ConfigSource,
): void {
  for (const [index, one] of folders.entries()) {
    const other = folders.slice(index + 1).find(({ folder }) => overlap(one.folder, folder));
    if (!other) continue;
    throw new UsageError(
      `${file}: ${one.key} (${one.folder}) and ${other.key} (${other.folder}) overlap: what is generated for the one would be taken for the other. Give each a folder of its own.`,
    );
  }
}
