import type { EventError } from '../codegen1/index.js';
import { countIn } from '../dead-letters/member-ranges.js';
import { type ErrorBody, type RetryCode, refusal, rejection } from './refusals.js';

/**
 * What became of one event: `ok` stored, `renamed` stored though it used an old field name, `duplicate` the same
 * event was stored before: earlier in the batch or lately; `invalid` rejected and kept, `retry` not acknowledged.
 */
export type VerdictStatus = 'ok' | 'renamed' | 'duplicate' | 'invalid' | 'retry';

/** The answer for one event, by its place in the request; or for many that share their fate. */
export interface Verdict {
  /** The place of the event; of many, the first. */
  readonly index: number;
  /** The places of all events that it is about, where it is about many: `100-4999,5001`. */
  readonly events?: string;
  /** Absent where it is about many. */
  readonly eventId?: string;
  /** The event's name, where one was found. */
  readonly event?: string;
  /** The version it was judged as, where that was clear. */
  readonly version?: string;
  readonly status: VerdictStatus;
  /** The event declared no version, or a newer minor than all known: `version` is the newest that fits. */
  readonly assumed?: boolean;
  /** Why it is invalid or must be sent again. */
  readonly code?: string;
  /** JSON pointer of the first error. */
  readonly path?: string;
  /** Everything that is wrong with an invalid event. */
  readonly errors?: readonly EventError[];
}

/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  readonly body: { readonly results: readonly Verdict[] } & Partial<ErrorBody>;
}

/** The answer to one event sent by itself: 202, 503, or what its rejection says (400, 403 or 413). */
export function singleAnswer(verdict: Verdict): Answer {
  const results = [verdict];
  if (verdict.status === 'retry') return retryAnswer(results);
  const [error] = verdict.errors ?? [];
  if (error === undefined) return { status: 202, body: { results } };
  const { status, body } = rejection(error);
  return { status, body: { ...body, results } };
}

/**
 * The answer to a list: 202 where all are stored, 503 where all must be sent again, else 207; or what the rejection of the list
 * as a whole says.
 */
export function batchAnswer(results: readonly Verdict[], flaw?: EventError): Answer {
  if (results.length > 0 && results.every(isRetry)) return retryAnswer(results);
  if (flaw !== undefined) {
    const { status, body } = rejection(flaw);
    return { status, body: { ...body, results } };
  }
  return { status: results.every(isAccepted) ? 202 : 207, body: { results } };
}

/** How many events a verdict is about. */
export function countOf({ events }: Pick<Verdict, 'events'>): number {
  return events === undefined ? 1 : countIn(events);
}

/** Whether an event's fate is `accepted`. */
export function isAccepted({ status }: Pick<Verdict, 'status'>): boolean {
  return status === 'ok' || status === 'renamed' || status === 'duplicate';
}

/** Whether an event must be sent again. */
export function isRetry({ status }: Verdict): boolean {
  return status === 'retry';
}

function retryAnswer(results: readonly Verdict[]): Answer {
  const { status, body } = refusal((results[0]?.code ?? 'sink-unavailable') as RetryCode);
  return { status, body: { ...body, results } };
}
