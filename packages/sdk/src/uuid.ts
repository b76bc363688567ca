import type { Random } from './ports.js';

/**
 * A UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds since 1970, then random bits, so that ids sort by time and
 * the time of capture can be read from them.
 */
export function uuidv7(nowMs: number, random: Random): string {
  const time = hex(nowMs, 12);
  const version = `7${hex(random() * 2 ** 12, 3)}`;
  const variant = hex(0x8000 + random() * 2 ** 14, 4);
  const tail = hex(random() * 2 ** 24, 6) + hex(random() * 2 ** 24, 6);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${tail}`;
}

function hex(value: number, digits: number): string {
  return Math.floor(value).toString(16).padStart(digits, '0').slice(-digits);
}
