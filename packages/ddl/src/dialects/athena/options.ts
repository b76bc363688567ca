/** What a project decides about its tables in Athena and Glue. */
export interface AthenaOptions {
  /**
   * Reader of raw JSON: Hive's (the default), or OpenX, the only one that Redshift Spectrum reads
   * (docs.aws.amazon.com/redshift/latest/dg/r_CREATE_EXTERNAL_TABLE.html). Athena warns of wrong rows with OpenX.
   */
  readonly rawSerde?: 'hive' | 'openx';
  /** Partitions of raw tables: projected (the default), or registered hour by hour, as Spectrum needs it. */
  readonly rawPartitions?: 'projected' | 'registered';
  /** Tables of the columnar tier: Parquet that the hourly merge writes (the default), or Iceberg. */
  readonly tables?: 'parquet' | 'iceberg';
  /** Whether there are also tables `events` and `events_raw` over all events. */
  readonly events?: boolean;
}

/** Classes that read JSON. */
const jsonSerdes: { readonly [S in NonNullable<AthenaOptions['rawSerde']>]: string } = {
  hive: 'org.apache.hive.hcatalog.data.JsonSerDe',
  openx: 'org.openx.data.jsonserde.JsonSerDe',
};

/** The class that reads the project's raw tables. */
export function jsonSerde(options: AthenaOptions | undefined): string {
  return jsonSerdes[options?.rawSerde ?? 'hive'];
}
