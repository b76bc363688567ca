import type { Table } from '@sluice/ddl';
import { type Hour, hourMs, hourStart, hoursBetween } from '@sluice/disk';
import type { RawFile } from '../lake/record.js';
import { type HourPlan, neighbours } from './plan.js';
import type { Compression } from './report.js';

/** What every step of an hour says. */
export interface StepOfHour {
  /** The Parquet table. */
  readonly table: Table;
  readonly hour: Hour;
  /** The folder `run=<run>` of the hour. */
  readonly run: string;
}

/**
 * One thing that an hour's merge has to do, as data: DuckDB runs it on the lake's folders, Athena gets it as statements.
 * Every step can be done again, and after an interruption all are begun anew under another run.
 */
export type MergeStep = StepOfHour &
  (
    | {
        readonly kind: 'register-raw';
        /** Hours whose raw files may be looked for in the catalogue from now on: the merged one and the two after it. */
        readonly hours: readonly Hour[];
      }
    | { readonly kind: 'drop-temporary' }
    | {
        readonly kind: 'write-run';
        /** The raw files there were when the hour was planned. */
        readonly files: readonly RawFile[];
        /** Merged hours whose ids must not come again. */
        readonly earlier: readonly Hour[];
        /** The look-back window that these are from, in hours. */
        readonly lookbackHours: number;
        readonly compression: Compression;
      }
    | {
        readonly kind: 'mark-later';
        /** Merged hours that may have ids of this one, and are to be merged anew then. */
        readonly later: readonly Hour[];
      }
    | { readonly kind: 'point-partition'; readonly files: readonly RawFile[] }
    | {
        readonly kind: 'remove-runs';
        /** Hours for which a replaced run stays for those who are reading it. */
        readonly keepHours: number;
      }
  );

/** What decides an hour's steps, apart from its plan. */
export interface StepRequest {
  readonly table: Table;
  readonly run: string;
  /** Every hour of the table that has been merged or will have been. */
  readonly all: readonly Hour[];
  readonly lookbackHours: number;
  readonly compression: Compression;
  readonly keepHours: number;
}

/** The steps of an hour that is to be merged, in order; none for one that is up to date or blocked. Pure. */
export function hourSteps(plan: HourPlan, request: StepRequest): MergeStep[] {
  if (plan.kind !== 'merge') return [];
  const { table, run, all, lookbackHours, compression, keepHours } = request;
  const { hour, raw: files } = plan.listing;
  const { earlier, later } = neighbours(hour, all, lookbackHours);
  const of: StepOfHour = { table, hour, run };
  const start = hourStart(hour);
  return [
    { ...of, kind: 'register-raw', hours: hoursBetween(start, start + 3 * hourMs, hour) },
    { ...of, kind: 'drop-temporary' },
    { ...of, kind: 'write-run', files, earlier, lookbackHours, compression },
    { ...of, kind: 'mark-later', later },
    { ...of, kind: 'point-partition', files },
    { ...of, kind: 'drop-temporary' },
    { ...of, kind: 'remove-runs', keepHours },
  ];
}
