const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DAY = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/;
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Whether the first ten characters are a day that the calendar has, in the years from 1 to 9999. */
export function isDate(text: string): boolean {
  if (!DAY.test(text)) return false;
  const day = (text.charCodeAt(8) - 48) * 10 + text.charCodeAt(9) - 48;
  if (day <= 28) return true;
  const month = (text.charCodeAt(5) - 48) * 10 + text.charCodeAt(6) - 48;
  if (month !== 2) return day <= (DAYS[month - 1] as number);
  const year = Number(text.slice(0, 4));
  return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The offset of an RFC 3339 text from UTC, in minutes. */
function offsetMinutes(text: string): number {
  const sign = text.charAt(text.length - 6);
  if (sign !== '+' && sign !== '-') return 0;
  const minutes = Number(text.slice(-5, -3)) * 60 + Number(text.slice(-2));
  return sign === '-' ? -minutes : minutes;
}

/** Whether the whole text is an RFC 3339 full-time; second 60 only where a leap second can stand, at 23:59 UTC. */
export function isTime(text: string): boolean {
  if (!CLOCK.test(text)) return false;
  if (text.charAt(6) !== '6') return true;
  const minutes = Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)) - offsetMinutes(text);
  return (minutes + 2 * 1440) % 1440 === 1439;
}

/** 0001-01-01T00:00:00Z. */
export const FIRST_MILLI = -62_135_596_800_000;
/** 9999-12-31T23:59:59.999Z. */
export const LAST_MILLI = 253_402_300_799_999;

/**
 * Whether the whole text is an RFC 3339 date-time, as {@link isDate} and {@link isTime} say, and lies in the years from 1 to
 * 9999 in UTC: other moments have no text that Java and PostgreSQL read.
 */
export function isInstant(text: string): boolean {
  const between = text.charAt(10);
  if (!((between === 'T' || between === 't') && isDate(text) && isTime(text.slice(11)))) return false;
  const year = text.slice(0, 4);
  if (year !== '0001' && year !== '9999') return true;
  const time = epochOf(text);
  return time >= FIRST_MILLI && time <= LAST_MILLI;
}

/** Milliseconds since the epoch of a checked RFC 3339 text; fractions beyond milliseconds are cut, second 60 is the next minute. */
export function epochOf(text: string): number {
  const plain = text.toUpperCase();
  if (plain.charAt(17) !== '6') return Date.parse(plain);
  return Date.parse(`${plain.slice(0, 17)}59${plain.slice(19)}`) + 1000;
}
