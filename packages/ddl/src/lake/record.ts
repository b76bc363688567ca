/** A raw file as a merge found it. */
export interface RawFile {
  /** Name inside the hour's folder. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** A column as a run wrote it, with its DuckDB type. */
export interface WrittenColumn {
  readonly name: string;
  readonly type: string;
}

/** What an hour's `_current.json` says: which run is to be read, and what it was made from. */
export interface HourRecord {
  /** The folder `run=<run>` that is to be read; every other one is unfinished or replaced. */
  readonly run: string;
  /** ISO date and time of the merge. */
  readonly mergedAt: string;
  readonly columns: readonly WrittenColumn[];
  /** Every raw file the run has read, by name. */
  readonly rawFiles: readonly RawFile[];
  readonly rowsIn: number;
  /** Rows left out because the same `event_id` arrived earlier in the same hour. */
  readonly duplicatesInHour: number;
  /** Ids left out because they are in an earlier hour of the look-back window. */
  readonly duplicatesOfEarlierHours: number;
  /** Rows left out although they say something else than the row that stays, arrival aside. */
  readonly differingDuplicates?: number;
  /** Some of their ids, so that a person can look them up in the raw files. */
  readonly differingIds?: readonly string[];
  readonly rowsOut: number;
  /** Size of the run's Parquet files. */
  readonly bytes: number;
  /** Names of the run's Parquet files; `part-0.parquet` alone where absent. */
  readonly files?: readonly string[];
  /** An earlier hour has got an id of this one since: the hour is to be merged anew, and read as it is until then. */
  readonly stale?: true;
}
