import type { AnyRule } from '@sluice/compat';
import type {
  AthenaOptions,
  Dialect,
  DialectOptions,
  RedshiftOptions,
  StarSpec,
  ViewOptions,
  WarehouseConfig,
} from '@sluice/ddl';
import type { DbtOptions, Target, TargetId } from '@sluice/generators';
import type { CollectorConfig } from './collector-config.js';

/** What a project can decide in `sluice.config.ts`; everything has a default. */
export interface SluiceConfig {
  /** Folder of the definitions (default `schemas`). The three folders lie inside the project, apart from each other. */
  readonly schemas?: string;
  /** Folder of the published versions (default `registry`). */
  readonly registry?: string;
  /** Folder of what the generators make (default `generated`). */
  readonly generated?: string;
  /** Which generators run, by id (default: all but `spark` and `dbt`), and targets of your own. */
  readonly targets?: readonly (TargetId | Target)[];
  /** Warehouses of your own, which the check asks beside those that are generated. */
  readonly dialects?: readonly Dialect[];
  /** Rules of your own, which the check asks after its own. */
  readonly rules?: readonly AnyRule[];
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
export type ResolvedConfig = Omit<SettledConfig, DialectKey> & WarehouseConfig & OwnDialects;

/** The warehouses of a project's own, which `dialects` lists. */
interface OwnDialects {
  readonly ownDialects?: readonly Dialect[];
}

/** The configuration with every default filled in, as it was written. */
export type SettledConfig = SluiceConfig & Defaults;

/** What has a default. */
export type Defaults = Required<
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
type DialectKey = keyof DialectOptions | 'dialects' | 'redshiftSchema' | 'redshiftStructs';
