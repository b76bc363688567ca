import type { EventError } from '../codegen1/index.js';

/** One event that was rejected, as it was sent and with the reason, ready to be judged again; or a body that could not be read. */
export interface DeadLetter {
  /** Unique among all dead letters. */
  readonly id: string;
  /** When it arrived: epoch milliseconds; a replay stores it as `receivedAt`. */
  readonly arrivedAt: number;
  /** The event's name as sent, where one was found. */
  readonly event?: string;
  /** The name came from the request's path, not from the event. */
  readonly named?: 'path';
  /** The version it was judged as, where that was clear. */
  readonly version?: string;
  /** The id it keeps for ever, so that a replay sends the same event. */
  readonly eventId: string;
  /** Why: at least one; the first is the reason it is listed under. */
  readonly errors: readonly EventError[];
  /** Exactly what was sent: one event of a batch, or a whole body that could not be read. */
  readonly raw: string;
  /** How `raw` is written; absent: as text. */
  readonly encoding?: 'base64';
  /** The batch's `sentAt`, for events without one of their own. */
  readonly sentAt?: unknown;
  /** Digest of the contract that rejected it. */
  readonly contract: string;
  /** Request headers that help to find the sender. */
  readonly headers: DeadLetterHeaders;
  /** It was refused by the stream's transform, not by the collector. */
  readonly from?: 'stream';
}

/** The request headers that are kept. */
export interface DeadLetterHeaders {
  readonly 'content-type'?: string;
  /** Only where `raw` is still compressed, because it could not be read. */
  readonly 'content-encoding'?: string;
  readonly 'user-agent'?: string;
}
