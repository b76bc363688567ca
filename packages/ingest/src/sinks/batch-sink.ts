import type { SendOutcome, Sink } from '../sink.js';
import type { Backoff } from './backoff.js';

/** Options that all sinks in front of a service have. Clock and randomness are passed in. */
export interface BatchSinkOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** A call waits so many milliseconds for more records before it is made (default 5); full calls do not wait. */
  readonly lingerMs?: number;
  /** Most calls at a time (default 8). While all are under way, records gather for the next one. */
  readonly concurrency?: number;
  /** How often a record is sent at most (default 4). The client's own retries are switched off, so that they do not multiply. */
  readonly attempts?: number;
  /** So many milliseconds after the first attempt no other one is begun (default 8,000). */
  readonly budgetMs?: number;
  /** So many milliseconds one call may take (default 5,000). */
  readonly callTimeoutMs?: number;
  /** Waits between attempts (default: from 100 ms to 2 s). */
  readonly backoff?: Backoff;
  /** Most bytes that wait for a call (default 67,108,864); records beyond are `failed` as `SinkBusy`. */
  readonly maxQueuedBytes?: number;
  /** So many milliseconds an answer of `ready` is good for (default 5,000). */
  readonly readyCacheMs?: number;
}

/** What a sink has done since it was opened, in calls and records. */
export interface BatchSinkStats {
  /** Calls that put records, repeated ones included. */
  readonly calls: number;
  readonly acknowledged: number;
  /** Records that were sent again. */
  readonly resent: number;
  readonly failed: number;
  /** Refused for good. */
  readonly refused: number;
  /** Waiting for a call. */
  readonly queued: number;
}

/** A sink in front of a service that takes records in batches; concurrent sends share calls. */
export interface BatchSink extends Sink {
  /** Whether the service says that it would take records; asked at most every few seconds. */
  ready(): Promise<boolean>;
  /** Why the service said no when it was last asked, for a log; absent where it said yes, or nobody has asked. */
  problem(): string | undefined;
  stats(): BatchSinkStats;
}

/** A record in the form that the service takes, and the bytes that the service counts for it. */
export interface Entry<T> {
  readonly value: T;
  readonly bytes: number;
}

/** What is special about a service. */
export interface BatchProtocol<T> {
  /** Most entries and bytes of a call; may change when the target was checked. */
  readonly limit: { readonly count: number; readonly bytes: number };
  /** The entry of a record, or why the service would refuse it for good. */
  prepare(record: Uint8Array): Entry<T> | SendOutcome;
  /** One call, one outcome per entry; rejects where the whole call failed. */
  put(values: readonly T[], signal: AbortSignal): Promise<readonly SendOutcome[]>;
  /** Asks the service whether the target is there and open; rejects where it is not. */
  check(signal: AbortSignal): Promise<void>;
  /** Frees the client. */
  destroy(): void;
}
