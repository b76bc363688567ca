import type { DeadLetter, DeadLetterHeaders, DeadLetters } from '../dead-letters.js';
import type { Arrival, Examined, Gate } from '../examine.js';
import type { RetryCode } from './refusals.js';

/** An event that may not be stored. */
export type RefusedEvent = Examined & { kind: 'refused' };

/** Writes dead letters; resolves to why they could not be kept, or to undefined. Never rejects. */
export async function keep(deadLetters: DeadLetters, letters: readonly DeadLetter[]): Promise<RetryCode | undefined> {
  if (letters.length === 0) return undefined;
  try {
    await deadLetters.keep(letters);
    return undefined;
  } catch (error) {
    const full = (error as { code?: unknown } | null)?.code === 'DeadLettersFull';
    return full ? 'dead-letters-full' : 'dead-letters-unavailable';
  }
}

/** The dead letter of an event. */
export function letterOf(
  arrival: Arrival,
  refused: RefusedEvent,
  headers: DeadLetterHeaders,
  gate: Pick<Gate, 'contract' | 'randomId'>,
): DeadLetter {
  const { event, version, eventId, errors } = refused;
  return {
    id: gate.randomId(),
    arrivedAt: arrival.receivedAt,
    ...(event === undefined ? {} : { event }),
    ...(arrival.pathEvent === undefined ? {} : { named: 'path' as const }),
    ...(version === undefined ? {} : { version }),
    eventId,
    errors,
    raw: arrival.wire.text,
    ...(arrival.sentAt === undefined ? {} : { sentAt: arrival.sentAt }),
    contract: gate.contract.digest,
    headers,
  };
}
