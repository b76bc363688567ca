import type {
  AthenaOptions,
  DialectOptions,
  RedshiftOptions,
  StarSpec,
  ViewOptions,
  WarehouseConfig,
} from '@sluice/ddl';
import type { DbtOptions, TargetId } from '@sluice/generators';
import { shapeProblems } from './configuration/check-shape.js';
import type { CollectorConfig } from './configuration/collector-config.js';
import { folderOf } from './configuration/formats.js';
import type { ConfigProblem } from './configuration/shape.js';
import { configShape } from './configuration/shape-data.js';
import { lineOf, namesOn } from './definitions/source-scan.js';
import { UsageError } from './errors.js';

/** The generators that there are. */
export type { TargetId };

/** What a project can decide in `sluice.config.ts`; everything has a default. */
export interface SluiceConfig {
  /** Folder of the definitions (default `schemas`). The three folders lie inside the project, apart from each other. */
  readonly schemas?: string;
  /** Folder of the published versions (default `registry`). */
  readonly registry?: string;
  /** Folder of what the generators make (default `generated`). */
  readonly generated?: string;
  /** Which generators run, by id (default: all but `spark` and `dbt`). */
  readonly targets?: readonly TargetId[];
  /** Where the lake lies (default `s3://YOUR-BUCKET`). */
  readonly lakeUri?: string;
  /** Database in Glue and Athena (default `events`). */
  readonly database?: string;
  /** Schema in Redshift (default `events`). */
  readonly redshiftSchema?: string;
  /** How Redshift stores structs: whole, as SUPER (default `super`), or each key in a column of its own (`columns`). */
  readonly redshiftStructs?: 'super' | 'columns';
  /**
   * Active partitions that the Firehose stream allows (default 500, the quota of AWS; up to 5,000 on request).
   * Source: docs.aws.amazon.com/firehose/latest/dev/limits.html
   */
  readonly activePartitions?: number;
  /**
   * What the Firehose stream delivers to (default `s3`): folders of JSON rows, or one Iceberg table per event and major, by
   * the routing data (`otfMetadata`) that the transform function adds.
   */
  readonly destination?: 's3' | 'iceberg';
  /** Readers, partitions and formats of the tables in Athena and Glue (default: Hive's reader, projection, Parquet). */
  readonly athena?: AthenaOptions;
  /** Keys, encodings, grants and roles in Redshift (default: chosen from the contract). */
  readonly redshift?: RedshiftOptions;
  /** What the views of events show (default: each renamed column once, under its newest name). */
  readonly views?: ViewOptions;
  /** The star that dashboards read: facts, dimensions, sessions, funnel (default: none). */
  readonly star?: StarSpec;
  /** What the dbt models are written for (default: Redshift). */
  readonly dbt?: DbtOptions;
  /** The collector of `sluice serve`. */
  readonly collector?: CollectorConfig;
}

/** The configuration with every default filled in, and what it says about each dialect in one record. */
export type ResolvedConfig = Omit<SettledConfig, DialectKey> & WarehouseConfig;

/** The configuration with every default filled in. */
type SettledConfig = SluiceConfig & Defaults;

/** What has a default. */
type Defaults = Required<
  Pick<
    SluiceConfig,
    | 'schemas'
    | 'registry'
    | 'generated'
    | 'lakeUri'
    | 'database'
    | 'redshiftSchema'
    | 'redshiftStructs'
    | 'activePartitions'
    | 'destination'
  >
>;

/** What is about one dialect alone. */
type DialectKey = keyof DialectOptions | 'redshiftSchema' | 'redshiftStructs';

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
    ...resolved
  } = withIceberg({ ...defaults, ...Object.fromEntries(said) });
  const folders = folderKeys.map((key) => ({ key, folder: folderOf(resolved[key]) }));
  refuseOverlap(folders, source);
  return {
    ...resolved,
    lakeUri: resolved.lakeUri.replace(/\/+$/, ''),
    ...Object.fromEntries(folders.map(({ key, folder }) => [key, folder])),
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

/** Upper and lower case count as the same: some file systems do not tell them apart. */
function overlap(one: string, other: string): boolean {
  const [a, b] = [`${one}/`.toLowerCase(), `${other}/`.toLowerCase()];
  return a.startsWith(b) || b.startsWith(a);
}
