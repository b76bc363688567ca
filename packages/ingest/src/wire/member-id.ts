import { createHash } from 'node:crypto';

/**
 * The id of an event of a request that neither has one nor says when it happened: a UUIDv8 (RFC 9562, section 5.8) that follows
 * from the request's id and the event's place, so that it need not be stored.
 */
export function memberId(request: string, place: number): string {
  return uuidOf(`${request}:${place}`);
}

/** A UUIDv8 (RFC 9562, section 5.8) that follows from a text. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
