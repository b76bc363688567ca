import type { HourRange } from '@sluice/disk';
import { type Hour, hourMs, hourStart } from '@sluice/disk';
import type { ListedHour, RawFile } from '../lake/record.js';

/** Why an hour is merged. */
export type MergeReason = 'never-merged' | 'run-missing' | 'damaged' | 'raw-files-changed' | 'earlier-hour-changed';

/** What the planner decides for one hour. */
export type HourPlan =
  | { readonly kind: 'current'; readonly listing: ListedHour }
  | { readonly kind: 'merge'; readonly listing: ListedHour; readonly why: MergeReason }
  | { readonly kind: 'blocked'; readonly listing: ListedHour; readonly gone: readonly RawFile[] };

/** Which hours a run looks at. */
export interface RescanWindow {
  /** Milliseconds since 1970 (UTC). */
  readonly now: number;
  /** Hours before now in which raw files that came late are looked for, or all that there are. */
  readonly rescanHours: number | 'all';
  /** Only these hours where given. */
  readonly range?: HourRange;
}

/**
 * Decides for each listed hour of the window whether it is merged, oldest first; hours that have no run at all are
 * decided on at any age, so that nothing that arrived while no merge ran is left behind. Pure.
 */
export function planHours(listings: readonly ListedHour[], window: RescanWindow): HourPlan[] {
  return listings.filter((listing) => isLookedAt(listing, window)).map(planHour);
}

/** Whether a run decides on an hour. */
export function isLookedAt(listing: ListedHour, window: RescanWindow): boolean {
  const { range } = window;
  return range ? isInRange(listing.hour, range) : hasNoRun(listing) || isInWindow(listing.hour, window);
}

function isInRange(hour: Hour, { from, to }: HourRange): boolean {
  return hourStart(hour) >= from && hourStart(hour) < to;
}

function hasNoRun({ raw, record, isRunMissing, damage }: ListedHour): boolean {
  return isRunMissing === true || damage !== undefined || (record === undefined && raw.length > 0);
}

function isInWindow(hour: Hour, { now, rescanHours }: RescanWindow): boolean {
  return rescanHours === 'all' || hourStart(hour) + hourMs > now - rescanHours * hourMs;
}

/**
 * One hour. It is blocked where raw files that the current run has read are gone and it has to be merged anew: a merge
 * reads an hour whole and would lose the rows of the files that are gone.
 */
export function planHour(listing: ListedHour): HourPlan {
  const why = reasonOf(listing);
  if (why === undefined) return { kind: 'current', listing };
  const gone = goneFiles(listing);
  const isEmpty = listing.damage !== undefined && listing.raw.length === 0;
  return gone.length > 0 || isEmpty ? { kind: 'blocked', listing, gone } : { kind: 'merge', listing, why };
}

function reasonOf({ raw, record, isRunMissing, damage }: ListedHour): MergeReason | undefined {
  if (damage) return 'damaged';
  if (!record) return raw.length > 0 ? 'never-merged' : undefined;
  if (isRunMissing) return 'run-missing';
  if (hasNews(raw, record.rawFiles)) return 'raw-files-changed';
  return record.stale ? 'earlier-hour-changed' : undefined;
}

/** Raw files that the hour was merged from and that are not there any more. */
export function goneFiles({ raw, record, readBefore }: ListedHour): RawFile[] {
  const present = new Set(raw.map(({ name }) => name));
  return (record?.rawFiles ?? readBefore ?? []).filter(({ name }) => !present.has(name));
}

function hasNews(raw: readonly RawFile[], read: readonly RawFile[]): boolean {
  const known = new Map(read.map(({ name, size }) => [name, size]));
  return raw.some(({ name, size }) => known.get(name) !== size);
}

/** The hours before this one whose ids it must not repeat, and the hours after it that must not repeat its own. */
export function neighbours(
  hour: Hour,
  all: readonly Hour[],
  lookbackHours: number,
): { earlier: Hour[]; later: Hour[] } {
  const start = hourStart(hour);
  const distance = (other: Hour) => (hourStart(other) - start) / hourMs;
  return {
    earlier: all.filter((other) => distance(other) < 0 && distance(other) >= -lookbackHours),
    later: all.filter((other) => distance(other) > 0 && distance(other) <= lookbackHours),
  };
}
