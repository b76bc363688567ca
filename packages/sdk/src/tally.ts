import type { Entry } from './queue.js';
import type { ClientOptions, Drop, DropReason, Stats, Verdict, WireEvent } from './types.js';

/** The book of fates: every tracked event ends as accepted, invalid or dropped, once. */
export interface Tally {
  /** One more of these. */
  count(what: 'tracked' | 'accepted' | 'requests'): void;
  invalid(entry: Entry, verdict: Verdict): void;
  dropped(entry: Entry, drop: Drop): void;
  /** The counts so far; what is neither settled nor in flight is queued. */
  stats(inFlight: number): Stats;
}

/** Opens the book. What a callback throws stays here: a page must not suffer from its analytics. */
export function createTally({ onInvalid, onDropped }: ClientOptions): Tally {
  const counts = { tracked: 0, accepted: 0, invalid: 0, requests: 0 };
  const dropped: Record<DropReason, number> = {
    'queue-full': 0,
    refused: 0,
    'too-large': 0,
    unserializable: 0,
    closed: 0,
  };
  return {
    count: (what) => void counts[what]++,
    invalid(entry, verdict) {
      counts.invalid++;
      quietly(() => onInvalid?.(eventOf(entry), verdict));
    },
    dropped(entry, drop) {
      dropped[drop.reason]++;
      quietly(() => onDropped?.(eventOf(entry), drop));
    },
    stats(inFlight) {
      const gone = Object.values(dropped).reduce((sum, count) => sum + count, counts.accepted + counts.invalid);
      return { ...counts, dropped: { ...dropped }, inFlight, queued: counts.tracked - gone - inFlight };
    },
  };
}

function eventOf(entry: Entry): WireEvent {
  return JSON.parse(entry.json) as WireEvent;
}

function quietly(call: () => void): void {
  try {
    call();
  } catch {
    // The callback is the page's own; its faults are not allowed to reach track() or the timers.
  }
}
