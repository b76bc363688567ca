import { ipv6 } from './addresses.js';

const CHARACTER = String.raw`[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2}`;
const SEGMENT = `(?:${CHARACTER})`;
const NO_COLON = SEGMENT.replace(':@', '@');
const USER = SEGMENT.replace(':@', ':');
const HOST = String.raw`\[([0-9a-f:.]+|v[0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|${USER.replace('=:', '=')}*`;
const AUTHORITY = String.raw`//(?:${USER}*@)?(?:${HOST})(?::\d*)?(?:/${SEGMENT}*)*`;
const ABSOLUTE = `/(?:${SEGMENT}+(?:/${SEGMENT}*)*)?`;
const END = String.raw`(?:\?(?:${CHARACTER}|[/?])*)?(?:#(?:${CHARACTER}|[/?])*)?`;

const URI = new RegExp(`^[a-z][a-z0-9+\\-.]*:(?:${AUTHORITY}|${ABSOLUTE}|${SEGMENT}+(?:/${SEGMENT}*)*)${END}$`, 'i');
const RELATIVE = new RegExp(`^(?:${AUTHORITY}|${ABSOLUTE}|(?:${NO_COLON}+(?:/${SEGMENT}*)*)?)${END}$`, 'i');

/** An absolute URI (RFC 3986) with something behind the scheme. */
export function uri(value: unknown): value is string {
  return typeof value === 'string' && holds(URI, value);
}

/** A URI or a relative reference (RFC 3986, section 4.1). */
export function uriReference(value: unknown): value is string {
  return typeof value === 'string' && (holds(RELATIVE, value) || holds(URI, value));
}

function holds(form: RegExp, text: string): boolean {
  const found = form.exec(text);
  const host = found?.[1];
  return found !== null && (host === undefined || /^v/i.test(host) || ipv6(host));
}
