import type { FetchResponse } from './ports.js';
import type { Verdict } from './types.js';

/** What an attempt came to. */
export type Outcome =
  /** Answered event by event; an event without a verdict counts as `rest`. */
  | {
      readonly kind: 'judged';
      readonly verdicts: readonly Verdict[];
      readonly rest: 'ok' | 'retry';
      readonly afterMs: number;
    }
  /** Try the same events again, not before `afterMs`. */
  | { readonly kind: 'retry'; readonly afterMs: number }
  /** The body was too large: try with fewer events. */
  | { readonly kind: 'split' }
  /** The collector will never take this. */
  | { readonly kind: 'refused'; readonly status: number };

/** Client errors that pass: timeout, too early, too many requests. Every 5xx passes as well. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

/** Reads an answer. Never rejects: an answer that breaks off counts as none, and the events are tried again. */
export async function readOutcome(response: FetchResponse, nowMs: number): Promise<Outcome> {
  const { status } = response;
  const text = await response.text().catch(() => undefined);
  const afterMs = retryAfterMs(response.headers.get('retry-after'), nowMs);
  if (passing.has(status) || status >= 500) return { kind: 'retry', afterMs };
  if (status === 413) return { kind: 'split' };
  if (status < 200 || status > 299) return { kind: 'refused', status };
  if (text === undefined) return { kind: 'retry', afterMs };
  return { kind: 'judged', verdicts: readVerdicts(text), rest: status === 207 ? 'retry' : 'ok', afterMs };
}

/**
 * Milliseconds a `Retry-After` header asks for: seconds or an HTTP date (RFC 9110, section 10.2.3), five minutes at
 * most; 0 where it says nothing that can be read.
 */
export function retryAfterMs(header: string | null, nowMs: number): number {
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header ?? '') - nowMs : seconds * 1000;
  return Math.min(Math.max(ms || 0, 0), maxDelayMs);
}

/** The longest pause between two attempts, in milliseconds. */
const maxDelayMs = 5 * 60_000;

/** Full jitter: anything between nothing and 0.5 s doubled with every failure in a row, five minutes at most. */
export function backoffMs(failures: number, random: number): number {
  return random * Math.min(maxDelayMs, 500 * 2 ** (failures - 1));
}

/** None where the answer has no list of them: then there is nothing to go through, and that throws. */
function readVerdicts(text: string): readonly Verdict[] {
  try {
    const { results } = JSON.parse(text) as { readonly results: readonly unknown[] };
    return results.flatMap((value, index) => (isVerdict(value) ? [{ index, ...value }] : []));
  } catch {
    return [];
  }
}

function isVerdict(value: unknown): value is Verdict {
  return typeof (value as Verdict | null)?.status === 'string';
}
