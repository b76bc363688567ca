import type { Hour } from '@sluice/disk';
import type { Damage } from './damage.js';
import type { Digests } from './digest-fs.js';

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

/** What a planner has to know of an hour's current run, wherever it was merged. */
export interface ReadFiles {
  /** The folder `run=<run>` that is to be read; every other one is unfinished or replaced. */
  readonly run: string;
  /** Every raw file the run has read, by name. */
  readonly rawFiles: readonly RawFile[];
  /** An earlier hour has got an id of this one since: the hour is to be merged anew, and read as it is until then. */
  readonly stale?: true;
}

/** What a planner has to know of an hour. */
export interface ListedHour {
  readonly hour: Hour;
  /** By name. */
  readonly raw: readonly RawFile[];
  /** Of the current run; absent where the hour was never merged. */
  readonly record?: ReadFiles;
  /** Set where the current run's files are not there, for instance after a restore of half a disk. */
  readonly isRunMissing?: true;
  /** Set where the record or a file of the current run is not as it was written: the hour is to be merged anew. */
  readonly damage?: Damage;
  /** Raw files that the hour's runs have read, as far as these tell it, where the record itself cannot be read. */
  readonly readBefore?: readonly RawFile[];
}

/** What an hour's `_current.json` says: which run is to be read, and what it was made from. */
export interface HourRecord extends ReadFiles {
  /** ISO date and time of the merge. */
  readonly mergedAt: string;
  readonly columns: readonly WrittenColumn[];
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
  /** Of the run's files, those of hashes included. */
  readonly digests?: Digests;
  /** A file of the run that was found changed; the hour is merged anew. */
  readonly damaged?: Damage;
}

/** An hour as it lies on disk. */
export interface HourListing extends ListedHour {
  readonly record?: HourRecord;
}
