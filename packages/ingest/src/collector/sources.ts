import type { RequestCode } from './refusals.js';
import { tokenBucket } from './token-bucket.js';
import { createKeyring, type WriteKey } from './write-keys.js';

/** A sender whose request may be read. */
export interface Admitted {
  /** The key's source; absent where no keys are configured. */
  readonly source?: string;
  /** Whether it may send an event of this name; absent where it may send every one. */
  readonly allows?: (event: string) => boolean;
  /** Counts one request; 0, or the seconds to wait where it is one too many. */
  takeRequest(): number;
  /** Counts events; 0, or the seconds to wait where they are too many. */
  takeEvents(count: number): number;
}

/** Everybody who may send. */
export interface Sources {
  /** The sender behind a key, which is read only where there are any, or why nobody is. */
  identify(key: () => string | undefined, origin: string | undefined): Admitted | RequestCode;
}

const ANYBODY: Admitted = { takeRequest: () => 0, takeEvents: () => 0 };

/** The senders of a list of keys; of none, everybody. `now` is in milliseconds. Throws a TypeError for a malformed key. */
export function createSources(keys: readonly WriteKey[], now: () => number): Sources {
  if (keys.length === 0) return { identify: () => ANYBODY };
  const find = createKeyring(keys);
  const senders = new Map(keys.map((key) => [key, senderWith(key, now)]));
  return {
    identify: (key, origin) => {
      const presented = key();
      if (presented === undefined) return 'write-key-missing';
      const found = find(presented);
      if (found === undefined) return 'write-key-unknown';
      if (origin !== undefined && found.origins?.includes(origin) === false) return 'origin-not-allowed';
      return senders.get(found) as Admitted;
    },
  };
}

function senderWith({ source, events, eventRate, requestRate }: WriteKey, now: () => number): Admitted {
  const allowed = events && new Set(events);
  const requests = requestRate && tokenBucket(requestRate, now);
  const eventBucket = eventRate && tokenBucket(eventRate, now);
  return {
    source,
    ...(allowed && { allows: (event: string) => allowed.has(event) }),
    takeRequest: () => requests?.take(1) ?? 0,
    takeEvents: (count) => eventBucket?.take(count) ?? 0,
  };
}
