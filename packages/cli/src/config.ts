/** What a project can decide in `sluice.config.ts`; everything has a default. */
export interface SluiceConfig {
  /** Folder of the definitions (default `schemas`). */
  readonly schemas?: string;
  /** Folder of the published versions (default `registry`). */
  readonly registry?: string;
  /** Folder of what the generators make (default `generated`). */
  readonly generated?: string;
  /** Which generators run, by id (default: all). */
  readonly targets?: readonly string[];
  /** Where the lake lies (default `s3://YOUR-BUCKET`). */
  readonly lakeUri?: string;
  /** Database in Glue and Athena (default `events`). */
  readonly database?: string;
  /** Schema in Redshift (default `events`). */
  readonly redshiftSchema?: string;
  /**
   * Active partitions that the Firehose stream allows (default 500, the quota of AWS; up to 5,000 on request).
   * Source: docs.aws.amazon.com/firehose/latest/dev/limits.html
   */
  readonly activePartitions?: number;
}

/** The configuration with every default filled in. */
export type ResolvedConfig = Required<Omit<SluiceConfig, 'targets'>> & Pick<SluiceConfig, 'targets'>;

/** Fills in the defaults. */
export function resolveConfig(config: SluiceConfig): ResolvedConfig {
  return {
    schemas: 'schemas',
    registry: 'registry',
    generated: 'generated',
    lakeUri: 's3://YOUR-BUCKET',
    database: 'events',
    redshiftSchema: 'events',
    activePartitions: 500,
    ...config,
  };
}
