import type { SendOutcome } from '../sink.js';
import type { Entry } from './batch-sink.js';

/** An entry that waits for its outcome. */
export interface Waiting<T> extends Entry<T> {
  readonly settle: (outcome: SendOutcome) => void;
}

/** Entries in the order they came, cut into runs within a limit. */
export class EntryQueue<T> {
  readonly #of: { readonly limit: { readonly count: number; readonly bytes: number } };
  #entries: Waiting<T>[] = [];
  bytes = 0;

  constructor(of: { readonly limit: { readonly count: number; readonly bytes: number } }) {
    this.#of = of;
  }

  get length(): number {
    return this.#entries.length;
  }

  push(entry: Waiting<T>): void {
    this.#entries.push(entry);
    this.bytes += entry.bytes;
  }

  /** Whether more than one call is needed for what waits, or exactly a full one. */
  isFull(): boolean {
    const { count, bytes } = this.#of.limit;
    return this.#entries.length >= count || this.bytes >= bytes;
  }

  /** The oldest entries that fit into one call; one that is larger by itself goes alone. */
  take(): Waiting<T>[] {
    const { limit } = this.#of;
    let room = limit.bytes;
    let count = 0;
    for (const { bytes } of this.#entries.slice(0, limit.count)) {
      if (bytes > room && count > 0) break;
      room -= bytes;
      count++;
    }
    const taken = this.#entries.splice(0, count);
    this.bytes -= taken.reduce((sum, { bytes }) => sum + bytes, 0);
    return taken;
  }
}
