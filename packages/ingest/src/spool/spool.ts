import type { OpenFile } from '@sluice/disk';
import type { SendOutcome } from '../sink.js';

/** Something about the spool or the sink behind it that an operator should know; nothing acknowledged is lost by it. */
export interface SpoolNotice {
  readonly code:
    | 'segment-recovered'
    | 'record-torn'
    | 'record-damaged'
    | 'spool-write-failed'
    | 'spool-cursor-failed'
    | 'spool-read-failed'
    | 'spool-recover-failed'
    | 'sink-failed'
    | 'sink-recovered'
    | 'sink-refused'
    | 'dead-letters-failed';
  readonly message: string;
}

/** What a spool needs. Clock and randomness are passed in. */
export interface SpoolOptions {
  /** Its own folder, for segments and cursors. All processes that use it must run on one machine. */
  readonly folder: string;
  /** Most bytes that it may take on the disk (default 1 GiB); appends beyond are refused as `SpoolFull`. */
  readonly maxBytes?: number;
  /** A segment is closed when it has so many bytes (default 8 MiB, at most an eighth of `maxBytes`). */
  readonly segmentBytes?: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A fresh UUID. */
  readonly randomId: () => string;
  /** Told what went wrong and what was recovered (default: nobody). */
  readonly report?: (notice: SpoolNotice) => void;
  /** Opens segment files (default: the file system's own). */
  readonly open?: OpenFile;
}

/** How full a spool is. */
export interface SpoolStats {
  /** Records that are not drained. */
  readonly records: number;
  /** Bytes on the disk; a segment's bytes are free again when all of it is drained. */
  readonly bytes: number;
  readonly maxBytes: number;
  readonly segments: number;
  /** When the oldest record that is not drained was appended: epoch milliseconds; absent where there is none. */
  readonly oldestAt?: number;
  /** Damaged bytes found since it was opened; they were put into `quarantine/`. */
  readonly damagedBytes: number;
  /** Records taken over from processes that had ended, since it was opened. */
  readonly recovered: number;
}

/** The oldest records of a spool, to be sent and then taken off with `drained`. */
export interface SpoolBatch {
  readonly records: readonly Uint8Array[];
}

/** A queue on disk. What `append` acknowledges survives a crash of the process and of the machine. */
export interface Spool {
  /**
   * Stores records, in order. Resolves after the disk has them; one outcome per record. Codes of failures: `SpoolFull`
   * (the bound, or no space on the disk), `SpoolFailed` (the disk), `RecordTooLarge` (permanent), `SpoolClosed`.
   */
  append(records: readonly Uint8Array[]): Promise<SendOutcome[]>;
  /** The oldest records, at most so many and so many bytes (but at least one); undefined where there is none. */
  peek(limit: { readonly count: number; readonly bytes: number }): Promise<SpoolBatch | undefined>;
  /** Takes off the batch that was peeked last. After a crash before it resolves, its records are peeked again. */
  drained(batch: SpoolBatch): Promise<void>;
  /**
   * Takes over the segments of processes that have ended since it was opened, behind its own; resolves to how many
   * records they hold. A process that drains while it ends leaves segments after its successor has looked for them.
   */
  recover(): Promise<number>;
  /** Whether it would take records now. After a failed write the disk is tried. */
  ready(): Promise<boolean>;
  stats(): SpoolStats;
  /** Waits for appends in flight and leaves what is not drained for the next one who opens the folder. */
  close(): Promise<void>;
}
