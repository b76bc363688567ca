import { setTimeout as pause } from 'node:timers/promises';
import type { SendOutcome } from '../sink.js';
import { type Backoff, fullJitter } from '../sinks/backoff.js';
import type { Spool, SpoolBatch } from './spool.js';

/** What draining needs. */
export interface DrainerOptions {
  readonly spool: Pick<Spool, 'append' | 'peek' | 'drained' | 'stats'>;
  /** Sends. Records whose outcome is not `acknowledged` are tried again. Never rejects, and ends soon after `stop`. */
  readonly deliver: (records: readonly Uint8Array[], stop: AbortSignal) => Promise<readonly SendOutcome[]>;
  /** Called when the spool is empty. */
  readonly onEmpty: () => void;
  /** Called when the spool itself could not be read. */
  readonly onError: (error: unknown) => void;
  readonly random: () => number;
  readonly backoff: Backoff;
  /** Most records and bytes that are sent at once. */
  readonly batch: { readonly count: number; readonly bytes: number };
}

/** So often a record is sent in vain before it goes to the back of the spool. */
const TRIES_AT_THE_FRONT = 8;

/** Empties a spool into a sink, oldest first. After a failure one record at a time is tried; success doubles the number. */
export class Drainer {
  /** Records that the sink has taken and that are off the spool. */
  drained = 0;
  /** Records that went to the back of the spool so that they do not keep up those behind them. */
  requeued = 0;
  readonly #options: DrainerOptions;
  readonly #stop = new AbortController();
  #window: number;
  #failures = 0;
  #running: Promise<void> | undefined;

  constructor(options: DrainerOptions) {
    this.#options = options;
    this.#window = options.batch.count;
  }

  /** Starts to drain, if it does not run. */
  wake(): void {
    if (!this.#stop.signal.aborted) this.#running ??= this.#run();
  }

  /** Resolves when the spool is empty, or draining was stopped. */
  async finish(): Promise<void> {
    this.wake();
    while (this.#running !== undefined) await this.#running;
  }

  /** Ends without waiting for the answer to a call under way. The spool is not touched afterwards. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** What was appended while the run ended is seen by the look at the spool, which is in the same turn as the end. */
  async #run(): Promise<void> {
    await Promise.resolve();
    while (!this.#stop.signal.aborted && (await this.#step()));
    this.#running = undefined;
    if (this.#stop.signal.aborted) return;
    if (this.#options.spool.stats().records > 0) this.wake();
    else this.#options.onEmpty();
  }

  /** One batch; false where there is none. */
  async #step(): Promise<boolean> {
    const { spool, batch, onError } = this.#options;
    try {
      const next = await spool.peek({ count: this.#window, bytes: batch.bytes });
      if (next === undefined) return false;
      await this.#drain(next);
    } catch (error) {
      onError(error);
      await this.#wait();
    }
    return true;
  }

  async #drain(batch: SpoolBatch): Promise<void> {
    let pending = batch.records;
    let inVain = 0;
    const before = this.requeued;
    while (pending.length > 0) {
      const left = await this.#send(pending);
      if (this.#stop.signal.aborted) return;
      inVain = left.length < pending.length ? 0 : inVain + 1;
      if (inVain === 1 && left.length === batch.records.length && left.length > 1) return this.#probe();
      pending = inVain >= TRIES_AT_THE_FRONT && (await this.#requeue(left)) ? [] : left;
      if (pending.length > 0 && !(await this.#wait())) return;
    }
    this.drained += batch.records.length - (this.requeued - before);
    await this.#options.spool.drained(batch);
    this.#window = Math.min(this.#options.batch.count, this.#window * 2);
  }

  /** Nothing of a batch was taken: the next call is one record. */
  async #probe(): Promise<void> {
    this.#window = 1;
    await this.#wait();
  }

  async #send(records: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    const outcomes = await this.#options.deliver(records, this.#stop.signal);
    const left = records.filter((_, i) => outcomes[i]?.kind !== 'acknowledged');
    if (left.length < records.length) this.#failures = 0;
    return left;
  }

  /** Whether all of them are at the back of the spool now. Those that are there twice then are duplicates, no loss. */
  async #requeue(records: readonly Uint8Array[]): Promise<boolean> {
    const outcomes = await this.#options.spool.append(records);
    if (!outcomes.every(({ kind }) => kind === 'acknowledged')) return false;
    this.requeued += records.length;
    return true;
  }

  /** Waits with growing bounds; false where it was stopped. */
  async #wait(): Promise<boolean> {
    const { backoff, random } = this.#options;
    const ms = fullJitter(++this.#failures, backoff, random);
    return pause(ms, true, { signal: this.#stop.signal }).catch(() => false);
  }
}
