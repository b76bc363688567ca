/** What JSON must escape in a string, and surrogates, which may stand alone. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes control characters
const SPECIAL = /["\\\u0000-\u001f\ud800-\udfff]/;
/** Surrogates without a partner: with the flag u a pair is one character and does not match. */
const LONE = /[\ud800-\udfff]/gu;

/** A JSON string literal. Lone surrogates become U+FFFD, because readers refuse the whole file for one of them. */
export function str(text: string): string {
  return SPECIAL.test(text) ? JSON.stringify(text.replace(LONE, '\ufffd')) : `"${text}"`;
}

/**
 * Whether the row at hand is written from an event in which a number that a double would change is a text: NUL and the
 * number as it was sent. Shared by all writers; a row is written in one go.
 */
export const marks = { used: false };
const MARKED = /"\\u0000([^"]*)"/g;

function plain(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return marks.used ? text.replace(MARKED, '$1') : text;
}

/** Any JSON value as a string literal holding its JSON text. */
export function json(value: unknown): string {
  return str(plain(value));
}

/** A value whose type is not the column's (a waived break): as plain JSON, so that the row stays readable. */
export function loose(value: unknown): string {
  return typeof value === 'string' && !marks.used ? str(value) : plain(value);
}

/** A checked UUID as a quoted text in lower case. */
export function id(text: string): string {
  return `"${text.toLowerCase()}"`;
}

/** Number of characters (code points), as JSON Schema counts: a lone surrogate is one. */
export function characters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const code = text.charCodeAt(i);
    if (code < 0xd800 || code > 0xdbff) continue;
    const next = text.charCodeAt(i + 1);
    if (next >= 0xdc00 && next <= 0xdfff) {
      count--;
      i++;
    }
  }
  return count;
}

/** A string of at least `least` and at most `most` characters; counts them only where the length leaves it open. */
export function sized(text: unknown, least: number, most: number): text is string {
  if (typeof text !== 'string') return false;
  const { length } = text;
  if (length < least || length > most * 2) return false;
  if (length <= most && length >= least * 2) return true;
  const count = characters(text);
  return count >= least && count <= most;
}
