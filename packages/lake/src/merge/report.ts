import type { ContractModel } from '@sluice/contract';
import type { Hour, HourRange } from '@sluice/disk';
import type { HourRecord } from '../lake/record.js';
import type { MergeReason } from './plan.js';

/** How Parquet is packed: ZSTD is smaller, SNAPPY is read by everything. */
export type Compression = 'zstd' | 'snappy';

/** How far a merge is. */
export interface MergeProgress {
  /** Hours that were decided to be merged when it began, over all tables. */
  readonly planned: number;
  /** Hours dealt with; later hours that a late one made stale come on top of those planned. */
  readonly done: number;
  readonly result: HourResult;
}

/** What a merge is asked to do. */
export interface MergeRequest {
  /** Folder with `raw/` and `columnar/`. */
  readonly lakeDir: string;
  readonly model: ContractModel;
  /** The clock: decides which hours are looked at, and stands in the records. */
  readonly now: Date;
  /** Names the folders this run writes: letters, digits, `-`, `_`; another one for every run. */
  readonly runId: string;
  /** How many earlier hours are searched for the same `event_id` (default 48). */
  readonly lookbackHours?: number;
  /** How many hours before now are looked at again for new files; hours that were never merged are at any age. */
  readonly rescanHours?: number | 'all';
  /** Only these hours, whatever their age, instead of those of `rescanHours`. */
  readonly range?: HourRange;
  /** Default zstd. */
  readonly compression?: Compression;
  /** How many hours a run that was replaced stays for those who are reading it (default 0). */
  readonly keepHours?: number;
  /** Told after each hour. */
  readonly onProgress?: (progress: MergeProgress) => void;
  /** Asked before each hour; what is left then is merged by the next run. */
  readonly isStopped?: () => boolean;
}

/** What became of one hour. Hours that were up to date are only counted. */
export type HourResult =
  | {
      readonly kind: 'merged';
      readonly hour: Hour;
      readonly why: MergeReason;
      readonly record: HourRecord;
      /** Why older runs of the hour could not be removed. Nothing reads them; the hour's next merge removes them. */
      readonly leftBehind?: string;
    }
  | { readonly kind: 'failed'; readonly hour: Hour; readonly reason: string; readonly fix: string };

/** What a merge did. */
export interface MergeReport {
  /** By event, major and time; a failed hour leaves its earlier run in place. */
  readonly hours: readonly HourResult[];
  /** Hours that had nothing new. */
  readonly unchanged: number;
  /** Hours that were left because the merge was asked to stop. */
  readonly left: number;
}
