import type { HourRange } from '@sluice/disk';
import { dayMs, hourMs } from '@sluice/disk';
import { type DayListing, dayEnd, isDayCurrent } from '../lake/day.js';
import { planHour } from '../merge/plan.js';

/** What the planner decides for one day. */
export type DayPlan = {
  readonly listing: DayListing;
} & (
  | { readonly kind: 'current' }
  | { readonly kind: 'compact' }
  /** The day is not over, or some of its hours have to be merged first. */
  | { readonly kind: 'waiting'; readonly why: string }
);

/** Hours after a day's end in which its last files may still come. */
const graceHours = 2;

/** What decides which days are looked at. */
export interface DayWindow {
  /** Milliseconds since 1970 (UTC). */
  readonly now: number;
  /** Only days that begin and end in this range where given. */
  readonly range?: HourRange;
}

/** Decides for each day whether it is compacted, oldest first. Days without a merged hour have nothing to compact. Pure. */
export function planDays(listings: readonly DayListing[], { now, range }: DayWindow): DayPlan[] {
  const isAsked = ({ day }: DayListing) => !range || (dayEnd(day) - dayMs >= range.from && dayEnd(day) <= range.to);
  return listings.filter(isAsked).flatMap((listing): DayPlan[] => planDay(listing, now));
}

function planDay(listing: DayListing, now: number): DayPlan[] {
  if (now < dayEnd(listing.day) + graceHours * hourMs)
    return [
      { kind: 'waiting', listing, why: `The day ends, and its last files come, until two hours after midnight.` },
    ];
  const open = listing.hours.find((hour) => planHour(hour).kind !== 'current');
  if (open) return [{ kind: 'waiting', listing, why: `Its hour ${open.hour.hour} has to be merged first.` }];
  if (!listing.hours.some(({ record }) => record)) return [];
  return [{ kind: isDayCurrent(listing) ? 'current' : 'compact', listing }];
}
