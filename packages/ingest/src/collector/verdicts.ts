import type { EventError } from '../codegen1/index.js';
import { type ErrorBody, refusal, rejection } from './refusals.js';

/**
 * What became of one event: `ok` stored, `renamed` stored though it used an old field name, `duplicate` the same
 * event stood earlier in the batch and is stored, `invalid` rejected and kept, `retry` not acknowledged.
 */
export type VerdictStatus = 'ok' | 'renamed' | 'duplicate' | 'invalid' | 'retry';

/** The answer for one event, by its place in the request. */
export interface Verdict {
  readonly index: number;
  readonly eventId: string;
  /** The event's name, where one was found. */
  readonly event?: string;
  /** The version it was judged as, where that was clear. */
  readonly version?: string;
  readonly status: VerdictStatus;
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

/** The answer to one event sent by itself: 202, 400 or 503. */
export function singleAnswer(verdict: Verdict): Answer {
  const results = [verdict];
  if (verdict.status === 'retry') return retryAnswer(results);
  const [error] = verdict.errors ?? [];
  if (error === undefined) return { status: 202, body: { results } };
  return { status: 400, body: { ...rejection(error), results } };
}

/** The answer to a list: 202 where all are stored, 503 where all must be sent again, else 207. */
export function batchAnswer(results: readonly Verdict[]): Answer {
  if (results.length > 0 && results.every(({ status }) => status === 'retry')) return retryAnswer(results);
  return { status: results.every(isAccepted) ? 202 : 207, body: { results } };
}

/** Whether an event's fate is `accepted`. */
export function isAccepted({ status }: Verdict): boolean {
  return status === 'ok' || status === 'renamed' || status === 'duplicate';
}

function retryAnswer(results: readonly Verdict[]): Answer {
  const code = results.some((verdict) => verdict.code === 'sink-unavailable')
    ? 'sink-unavailable'
    : 'dead-letters-unavailable';
  const { status, body } = refusal(code);
  return { status, body: { ...body, results } };
}
