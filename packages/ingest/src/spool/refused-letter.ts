import { type DeadLetters, rawOf } from '../dead-letters/dead-letters.js';
import { type RefusedRequest, refusedAlone } from '../dead-letters/refused-request.js';
import type { SendOutcome } from '../sink.js';
import { isObject, textOf } from '../wire/wire.js';

/** What keeping refused records needs. */
export interface RefusedDeps {
  /** Where records go that the sink refuses for good. */
  readonly deadLetters: DeadLetters;
  /** Digest of the contract, noted in the dead letters. */
  readonly contract: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A fresh UUID. */
  readonly randomId: () => string;
}

/** The failure of a record. */
export type Failed = SendOutcome & { readonly kind: 'failed' };

/** The dead letter of a record that was accepted but that the sink refuses for good; a replay sends the same event again. */
export function refusedLetter(record: Uint8Array, { code, message }: Failed, deps: RefusedDeps): RefusedRequest {
  const event = eventOf(record);
  const bytes = record.at(-1) === 10 ? record.subarray(0, -1) : record;
  return refusedAlone({
    id: deps.randomId(),
    arrivedAt: Number.isSafeInteger(event.receivedAt) ? (event.receivedAt as number) : deps.now(),
    ...(typeof event.event === 'string' ? { event: event.event } : {}),
    ...(typeof event.version === 'string' ? { version: event.version } : {}),
    eventId: typeof event.eventId === 'string' ? event.eventId : deps.randomId(),
    errors: [{ code: 'sink-refused', path: '', message: `The sink refuses it for good: ${code}: ${message}` }],
    ...rawOf(bytes),
    contract: deps.contract,
    headers: {},
  });
}

function eventOf(record: Uint8Array): { readonly [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(textOf(record) ?? '');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
