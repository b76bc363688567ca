import type { SendOutcome, Sink } from '../sink.js';
import type { TransformHandler } from './envelope.js';
import type { Report } from './notice.js';
import type { Delivered, Prefixes } from './objects.js';

/** What a local stream needs. Clock and randomness are passed in. */
export interface LocalStreamOptions {
  /** The data folder: the log stands in `stream/`, what is delivered in `lake/`. All its users run on one machine. */
  readonly dataDir: string;
  /** Name of the stream (default `events`). */
  readonly stream?: string;
  /** The transform function, as it would run in Lambda. */
  readonly handler: TransformHandler;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A fresh UUID. */
  readonly randomId: () => string;
  /** A segment is delivered when it has so many bytes (default 5,000,000) … */
  readonly bufferBytes?: number;
  /** … or so many milliseconds after its first record (default 1,000). */
  readonly bufferMs?: number;
  /** How often a call of the function that throws is repeated (default 3). */
  readonly retries?: number;
  /** Prefixes below `lake/` (default: those that the Firehose stream is configured with). */
  readonly prefixes?: Prefixes;
  /** Told what went wrong and what was recovered (default: nobody). */
  readonly report?: Report;
}

/** What a local stream has done since it was opened. */
export interface LocalStreamStats extends Omit<Delivered, 'objects'> {
  readonly acknowledged: number;
  /** Segments left behind by earlier processes and taken over. */
  readonly recovered: number;
}

/** Firehose on one machine: the same limits, envelope, result codes, retries and prefixes. */
export interface LocalStream extends Sink {
  /** One PutRecordBatch call; rejects what Firehose would refuse. `send` cuts lists into such calls. */
  putRecordBatch(records: readonly Uint8Array[]): Promise<readonly SendOutcome[]>;
  /** Delivers everything that is acknowledged; rejects when some of it could not be written. */
  flush(): Promise<void>;
  stats(): LocalStreamStats;
}
