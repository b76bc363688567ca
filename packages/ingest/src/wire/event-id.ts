import { createRequire } from 'node:module';
import { canonical } from '../codegen1/same.js';
import type { JsonObject } from '../codegen1/types.js';

/** What the way of an event adds or repeats: the same event has the same id with and without them. */
const NOT_IDENTITY = new Set(['event', 'eventId', 'sentAt', 'receivedAt']);

/**
 * The text that identifies an event: canonical JSON of its body without `event`, `eventId`, `sentAt` and `receivedAt`.
 * Throws a RangeError where the body is nested too deeply.
 */
export function canonicalBody(event: JsonObject): string {
  return canonical(Object.fromEntries(Object.entries(event).filter(([key]) => !NOT_IDENTITY.has(key))));
}

let crypto: typeof import('node:crypto') | undefined;

/** Loading `node:crypto` is a third of what a small transform Lambda takes to start, and few events need it. */
function sha256(text: string): Buffer {
  crypto ??= createRequire('file:///')('node:crypto') as typeof import('node:crypto');
  return crypto.createHash('sha256').update(text).digest();
}

/**
 * An id that follows from the event: name, body and salt always give the same UUIDv8 (RFC 9562, section 5.8), the
 * first 122 free bits of SHA-256 over them. The salt keeps apart events that say no time. Throws as
 * {@link canonicalBody} does.
 */
export function deriveEventId(name: string, body: JsonObject, salt = ''): string {
  const hash = sha256(JSON.stringify([name, canonicalBody(body), salt]));
  hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
