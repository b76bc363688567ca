import { email, hostname, ipv4, ipv6 } from './addresses.js';
import { isDate, isInstant, isTime } from './dates.js';
import { uri, uriReference } from './uris.js';

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

/** A real day, `YYYY-MM-DD` (RFC 3339 full-date), from 0001-01-01 on. */
export function date(value: unknown): value is string {
  return typeof value === 'string' && value.length === 10 && isDate(value);
}

/**
 * A date-time as RFC 3339 writes it, on a real day, with an offset, and in UTC within the years 1 to 9999. Stricter than ajv-formats, which also takes a
 * blank for the `T` and offsets without minutes or colon.
 */
export function instant(value: unknown): value is string {
  return typeof value === 'string' && isInstant(value);
}

/** A time of day with an offset (RFC 3339 full-time). */
export function time(value: unknown): value is string {
  return typeof value === 'string' && isTime(value);
}

const CLOCK = String.raw`T(?:\d+S|\d+M(?:\d+S)?|\d+H(?:\d+M(?:\d+S)?)?)`;
const CALENDAR = String.raw`\d+D|\d+M(?:\d+D)?|\d+Y(?:\d+M(?:\d+D)?)?`;
const DURATION = new RegExp(String.raw`^P(?:\d+W|(?:${CALENDAR})(?:${CLOCK})?|${CLOCK})$`);

/** A duration (RFC 3339, appendix A): whole numbers, no unit left out between two others. */
export function duration(value: unknown): value is string {
  return typeof value === 'string' && DURATION.test(value);
}

const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;

/** A JSON pointer (RFC 6901) as a plain string. */
export function jsonPointer(value: unknown): value is string {
  return typeof value === 'string' && POINTER.test(value);
}

/** Every format that validators know, by its JSON Schema name. */
export const FORMATS = {
  uuid,
  date,
  'date-time': instant,
  time,
  duration,
  email,
  hostname,
  uri,
  'uri-reference': uriReference,
  'json-pointer': jsonPointer,
  ipv4,
  ipv6,
} as const satisfies { [name: string]: (value: unknown) => boolean };
