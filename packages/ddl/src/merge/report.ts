import type { ContractModel } from '@sluice/contract';
import type { Hour } from '../lake/hour.js';
import type { HourRecord } from '../lake/record.js';
import type { MergeReason } from './plan.js';

/** What a merge is asked to do. */
export interface MergeRequest {
  /** Folder with `raw/` and `columnar/`. */
  readonly lakeDir: string;
  readonly model: ContractModel;
  /** The clock: decides which hours are looked at, and stands in the records. */
  readonly now: Date;
  /** Names the folders this run writes: letters, digits, `-`, `_`; another one for every run. */
  readonly runId: string;
  /** How many earlier hours are searched for the same `event_id`. */
  readonly lookbackHours?: number;
  /** How many hours before now are looked at again for new files; hours that were never merged are at any age. */
  readonly rescanHours?: number | 'all';
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
}
