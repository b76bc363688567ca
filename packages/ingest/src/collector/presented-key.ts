import type { IncomingHttpHeaders } from 'node:http';

/**
 * The write key that a request carries: `authorization: Bearer <key>`, `x-write-key: <key>` or `?key=<key>`, in this order. The
 * query is for browsers: a header would cost a CORS preflight, and `sendBeacon` can set none. Undefined where there is none.
 */
export function presentedKey(headers: IncomingHttpHeaders, url: string): string | undefined {
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  const header = headers['x-write-key'];
  return bearer ?? (typeof header === 'string' && header !== '' ? header : undefined) ?? keyInQuery(url);
}

/** A request's URL as it may be written down: without its query, in which the key stands. */
export function pathOf(url: string): string {
  const at = url.indexOf('?');
  return at === -1 ? url : url.slice(0, at);
}

function keyInQuery(url: string): string | undefined {
  const at = url.indexOf('?');
  const key = at === -1 ? null : new URLSearchParams(url.slice(at + 1)).get('key');
  return key === null || key === '' ? undefined : key;
}
