/** The ids of events that were acknowledged lately. */
export interface RecentIds {
  /** Whether an event of this name was acknowledged under this id, as far back as the window reaches. */
  has(eventId: string, event: string): boolean;
  /** Remembers an event; call it after the acknowledgement, never before. */
  add(eventId: string, event: string): void;
  /** Ids remembered now; never more than the capacity. */
  size(): number;
}

/**
 * A window over the last acknowledged ids, at least half and at most all of `capacity`: two halves, of which the older is
 * forgotten whole when the younger is full. So adding costs the same however many there are. Capacity 0 remembers nothing.
 */
export function recentIds(capacity: number): RecentIds {
  const half = Math.floor(capacity / 2);
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return {
    has: (eventId, event) => young.get(eventId) === event || old.get(eventId) === event,
    add: (eventId, event) => {
      if (half === 0) return;
      if (young.size >= half) {
        old = young;
        young = new Map();
      }
      young.set(eventId, event);
    },
    size: () => young.size + old.size,
  };
}
