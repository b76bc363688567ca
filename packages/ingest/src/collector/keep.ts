import type { DeadLetters } from '../dead-letters.js';
import type { RefusedRequest } from '../refused-request.js';
import type { RetryCode } from './refusals.js';

/** Writes what was refused; resolves to why it could not be kept, or to undefined. Never rejects. */
export async function keep(
  deadLetters: DeadLetters,
  requests: readonly RefusedRequest[],
): Promise<RetryCode | undefined> {
  try {
    await deadLetters.keep(requests);
    return undefined;
  } catch (error) {
    const full = (error as { code?: unknown } | null)?.code === 'DeadLettersFull';
    return full ? 'dead-letters-full' : 'dead-letters-unavailable';
  }
}
