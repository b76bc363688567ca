/** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999Z, in milliseconds since 1970: what every warehouse and Java can read. */
const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_799_999;

/** Whether a text is a day of the calendar as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * Whether a well-formed RFC 3339 date or date-time lies, in UTC, in the years from 1 to 9999; the second 60 is the first of
 * the next minute.
 */
export function isWithinYears(text: string): boolean {
  if (text.startsWith('0000')) return false;
  if (text.length <= 10 || !/^(?:0001-01-01|9999-12-31)/.test(text)) return true;
  const leap = text.charAt(17) === '6';
  const plain = text.toUpperCase().replace(' ', 'T');
  const time = Date.parse(leap ? `${plain.slice(0, 17)}59${plain.slice(19)}` : plain) + (leap ? 1000 : 0);
  return !(time < FIRST || time > LAST);
}
