/** One event, written once: what it says can no longer change, and its size is known. */
export interface Entry {
  readonly eventId: string;
  readonly json: string;
  /** UTF-8 bytes of `json`. */
  readonly bytes: number;
}

/** Writes an event down. Throws what `JSON.stringify` throws. */
export function entryOf(event: { readonly eventId: string; readonly event: string }): Entry {
  const json = JSON.stringify(event);
  return { eventId: event.eventId, json, bytes: new TextEncoder().encode(json).length };
}

/** Bytes of a body around its events, a thirteen-digit `sentAt` included. */
const frameBytes = '{"sentAt":1714521600000,"batch":[]}'.length;

/** Bytes of the body that carries these events. */
export function bodyBytes(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + entry.bytes + 1, frameBytes - 1);
}

/** The body that carries these events. */
export function bodyOf(entries: readonly Entry[], sentAt: number): string {
  return `{"sentAt":${sentAt},"batch":[${entries.map((entry) => entry.json).join(',')}]}`;
}

/** How many events from the front fit into one body. */
export function fitting(entries: readonly Entry[], maxEvents: number, maxBytes: number): number {
  let bytes = frameBytes - 1;
  let count = 0;
  for (const entry of entries) {
    bytes += entry.bytes + 1;
    if (count === maxEvents || bytes > maxBytes) break;
    count++;
  }
  return count;
}
