import { type Hour, hourMs, hourStart } from '../lake/hour.js';
import type { ListedHour, RawFile } from '../lake/record.js';
import type { HourRange } from './report.js';

/** Why an hour is merged. */
export type MergeReason = 'never-merged' | 'run-missing' | 'raw-files-changed' | 'earlier-hour-changed';

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
  const { range } = window;
  const isAsked = ({ hour }: ListedHour) => range === undefined || isInRange(hour, range);
  const isDue = (listing: ListedHour) => range !== undefined || hasNoRun(listing) || isInWindow(listing.hour, window);
  return listings.filter((listing) => isAsked(listing) && isDue(listing)).map(planHour);
}

function isInRange(hour: Hour, { from, to }: HourRange): boolean {
  return hourStart(hour) >= from && hourStart(hour) < to;
}

function hasNoRun({ raw, record, isRunMissing }: ListedHour): boolean {
  return isRunMissing === true || (record === undefined && raw.length > 0);
}

function isInWindow(hour: Hour, { now, rescanHours }: RescanWindow): boolean {
  return rescanHours === 'all' || hourStart(hour) + hourMs > now - rescanHours * hourMs;
}

/**
 * One hour. It is blocked where raw files that the current run has read are gone and it has to be merged anew: a merge
 * reads an hour whole and would lose the rows of the files that are gone.
 */
export function planHour(listing: ListedHour): HourPlan {
  const { raw, record, isRunMissing } = listing;
  if (!record) return raw.length > 0 ? { kind: 'merge', listing, why: 'never-merged' } : { kind: 'current', listing };
  const present = new Map(raw.map(({ name, size }) => [name, size]));
  const gone = record.rawFiles.filter(({ name }) => !present.has(name));
  const news = hasNews(raw, record.rawFiles);
  if (!news && !record.stale && !isRunMissing) return { kind: 'current', listing };
  if (gone.length > 0) return { kind: 'blocked', listing, gone };
  if (isRunMissing) return { kind: 'merge', listing, why: 'run-missing' };
  return { kind: 'merge', listing, why: news ? 'raw-files-changed' : 'earlier-hour-changed' };
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
