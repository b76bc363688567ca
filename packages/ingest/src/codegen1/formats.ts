import { isDate, isInstant } from './dates.js';

const DASH = 45;
/** 1 at the char codes of hexadecimal digits. */
const HEX = new Uint8Array(128);
for (const digit of '0123456789abcdefABCDEF') HEX[digit.charCodeAt(0)] = 1;

/** A UUID as RFC 9562 writes it: 36 characters, any version, either case; no `urn:uuid:` in front. */
export function uuid(value: unknown): value is string {
  if (typeof value !== 'string' || value.length !== 36) return false;
  if (value.charCodeAt(8) !== DASH || value.charCodeAt(13) !== DASH) return false;
  if (value.charCodeAt(18) !== DASH || value.charCodeAt(23) !== DASH) return false;
  let digits = 0;
  for (let i = 0; i < 36; i++) digits += (HEX[value.charCodeAt(i)] as number) | 0;
  return digits === 32;
}

/** A real day, `YYYY-MM-DD` (RFC 3339 full-date). */
export function date(value: unknown): value is string {
  return typeof value === 'string' && value.length === 10 && isDate(value);
}

/**
 * A date-time as RFC 3339 writes it, on a real day and with an offset. Stricter than ajv-formats, which also takes a
 * blank for the `T` and offsets without minutes or colon.
 */
export function instant(value: unknown): value is string {
  return typeof value === 'string' && isInstant(value);
}

/** The longest address that mail can have (RFC 3696: 64 + 1 + 255); keeps the expression below from costing much. */
const LONGEST_EMAIL = 320;
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** A mail address as ajv-formats understands it, of at most 320 characters. */
export function email(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_EMAIL && EMAIL.test(value);
}

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

/** Four decimal octets without leading zeros. */
export function ipv4(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 15 && IPV4.test(value);
}

const GROUP = /^[0-9a-f]{1,4}$/i;

/** How many 16-bit groups a part of an IPv6 address holds, or NaN where it is none. */
function groups(part: string, last: boolean): number {
  if (part === '') return 0;
  const pieces = part.split(':');
  const tail = pieces[pieces.length - 1] as string;
  const dotted = last && tail.includes('.');
  const plain = dotted ? pieces.slice(0, -1) : pieces;
  if (!plain.every((piece) => GROUP.test(piece)) || (dotted && !ipv4(tail))) return Number.NaN;
  return plain.length + (dotted ? 2 : 0);
}

/** An IPv6 address (RFC 4291 text form, `::` once, an IPv4 tail allowed), without zone and brackets. */
export function ipv6(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 45) return false;
  const parts = value.split('::');
  if (parts.length === 1) return groups(value, true) === 8;
  const [head, tail] = parts as [string, string];
  return parts.length === 2 && groups(head, false) + groups(tail, true) <= 7;
}

const CHARACTER = String.raw`[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2}`;
const URI = new RegExp(
  `^[a-z][a-z0-9+\\-.]*:(?://(?:(?:[a-z0-9\\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?` +
    `(?:\\[([0-9a-f:.]+|v[0-9a-f]+\\.[a-z0-9\\-._~!$&'()*+,;=:]+)\\]|(?:[a-z0-9\\-._~!$&'()*+,;=]|%[0-9a-f]{2})*)(?::\\d*)?(?:/(?:${CHARACTER})*)*` +
    `|/(?:(?:${CHARACTER})+(?:/(?:${CHARACTER})*)*)?|(?:${CHARACTER})+(?:/(?:${CHARACTER})*)*)` +
    `(?:\\?(?:${CHARACTER}|[/?])*)?(?:#(?:${CHARACTER}|[/?])*)?$`,
  'i',
);

/** An absolute URI (RFC 3986) with something behind the scheme. */
export function uri(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const found = URI.exec(value);
  const host = found?.[1];
  return found !== null && (host === undefined || /^v/i.test(host) || ipv6(host));
}

/** Every format that validators know, by its JSON Schema name. */
export const FORMATS = {
  uuid,
  date,
  'date-time': instant,
  email,
  uri,
  ipv4,
  ipv6,
} as const satisfies { [name: string]: (value: unknown) => boolean };
