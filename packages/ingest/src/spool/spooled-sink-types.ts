import type { DeadLetters } from '../dead-letters/dead-letters.js';
import type { Sink, Waiting } from '../sink.js';
import type { Backoff } from '../sinks/backoff.js';
import type { SpoolNotice, SpoolStats } from './spool.js';

/** What a spooled sink needs. Clock and randomness are passed in. */
export interface SpooledOptions {
  /** Where records go that the sink refuses for good: they are kept with the reason and block nothing. */
  readonly deadLetters: DeadLetters;
  /** Digest of the contract, noted in those dead letters. */
  readonly contract: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A fresh UUID. */
  readonly randomId: () => string;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** So many milliseconds one call of the sink may take before its records are spooled (default 10,000). */
  readonly patienceMs?: number;
  /** Waits between attempts while the sink fails (default: from 200 ms to 30 s). */
  readonly backoff?: Backoff;
  /** Most records and bytes that are drained in one call of the sink (default: 2,000 and 4,000,000). */
  readonly batch?: { readonly count: number; readonly bytes: number };
  /** So many milliseconds `close` drains at most, unless it is told otherwise (default 10,000). */
  readonly closeLimitMs?: number;
  /** So often, in milliseconds, segments of processes that have ended are looked for (default 5,000; 0: at the start only). */
  readonly recoverMs?: number;
  /** Told what went wrong and what was recovered (default: nobody). */
  readonly report?: (notice: SpoolNotice) => void;
}

/** What a spooled sink has done since it was made, in records. */
export interface SpooledStats {
  /** `closed`: records go to the sink directly; `open`: they go to the spool, behind those that are there. */
  readonly circuit: 'closed' | 'open';
  /** Taken by the sink directly, or refused by it and kept. */
  readonly sent: number;
  /** Acknowledged by the spool. */
  readonly spooled: number;
  /** Taken out of the spool by the sink, or refused by it and kept. */
  readonly drained: number;
  /** Refused by the sink for good and kept as dead letters. */
  readonly refused: number;
  /** Put to the back of the spool because the sink kept failing them. */
  readonly requeued: number;
  /** Not acknowledged: neither the sink nor the spool took them. */
  readonly failed: number;
  /** Milliseconds since the oldest record in the spool was appended; 0 where it is empty. */
  readonly oldestAgeMs: number;
  readonly spool: SpoolStats;
}

/** A sink that goes on acknowledging, durably, while the one behind it fails. */
export interface SpooledSink extends Sink {
  /** Whether records would be acknowledged now, by the sink or by the spool. */
  ready(): Promise<boolean>;
  stats(): SpooledStats;
  /** What is in the spool, and what left it for the dead letters: for metrics. */
  backlog(): Waiting;
  /** Drains for at most `limitMs` milliseconds, leaves the rest for the next start, and closes spool and sink. */
  close(limitMs?: number): Promise<void>;
}
