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
  /** How often a call of the function that throws, takes too long or answers too much is repeated (default 3). */
  readonly retries?: number;
  /** Milliseconds that a call of the function may take (default and most: 300,000). */
  readonly timeoutMs?: number;
  /** Data handed to the function at once, before base64: 0.2 to 3 MiB (default 1 MiB, as `BufferSizeInMBs`). */
  readonly lambdaBufferBytes?: number;
  /** Divides packed records before the function gets them, like the processor `RecordDeAggregation` (default: no). */
  readonly deaggregate?: boolean;
  /** Partitions that one segment may have (default 500); records of further ones go to the error prefix. */
  readonly activePartitions?: number;
  /** Prefixes below `lake/` (default: those that the Firehose stream is configured with). */
  readonly prefixes?: Prefixes;
  /** So often, in milliseconds, segments of processes that have ended are looked for (default 5,000). */
  readonly recoverMs?: number;
  /** Told what went wrong and what was recovered (default: nobody). */
  readonly report?: Report;
}

/** How a local stream is set up, as DescribeDeliveryStream tells it. */
export type LocalStreamSettings = Required<
  Pick<LocalStreamOptions, 'stream' | 'prefixes' | 'deaggregate' | 'lambdaBufferBytes' | 'retries'>
>;

/** What a local stream has done since it was opened. */
export interface LocalStreamStats extends Pick<Delivered, 'ok' | 'dropped' | 'failed'> {
  readonly acknowledged: number;
  /** Segments left behind by earlier processes and taken over. */
  readonly recovered: number;
  /** How often the transform function broke its contract: what it answered, did not answer, or not in time; each was reported. */
  readonly violations: number;
}

/**
 * Firehose on one machine: the same limits, envelope, result codes, retries and prefixes. What differs is what a laptop wants:
 * small buffers (seconds, not minutes), and object names that follow from the segment, so that a crash duplicates nothing.
 */
export interface LocalStream extends Sink {
  /** One PutRecordBatch call; rejects what Firehose would refuse. `send` cuts lists into such calls. */
  putRecordBatch(records: readonly Uint8Array[]): Promise<readonly SendOutcome[]>;
  readonly settings: LocalStreamSettings;
  /**
   * Delivers everything that is acknowledged; rejects when some of it could not be written. What the function broke of its
   * contract is delivered to the error prefix as Firehose does, and then rejected here with the code `CONTRACT_BROKEN`,
   * so that no test passes over it.
   */
  flush(): Promise<void>;
  /** Flushes, with the same rejections, and frees what it holds in any case. */
  close(): Promise<void>;
  stats(): LocalStreamStats;
}
