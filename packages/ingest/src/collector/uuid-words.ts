/** Value of a hexadecimal digit by character code; for everything else a bit above all digits. */
const DIGITS = new Int32Array(128).fill(0x10000);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  DIGITS[digit.charCodeAt(0)] = value;
  DIGITS[digit.toUpperCase().charCodeAt(0)] = value;
}

const HYPHEN = 0x2d;

/**
 * Writes the UUID of a text, in upper or lower case, into four words from `at` on; false, and rubbish there, where the text is
 * no UUID: `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`. Every event passes here, hence neither loop nor regular expression.
 */
export function uuidWords(text: string, words: Uint32Array, at: number): boolean {
  if (text.length !== 36 || text.charCodeAt(8) !== HYPHEN || text.charCodeAt(13) !== HYPHEN) return false;
  if (text.charCodeAt(18) !== HYPHEN || text.charCodeAt(23) !== HYPHEN) return false;
  const a = four(text, 0);
  const b = four(text, 4);
  const c = four(text, 9);
  const d = four(text, 14);
  const e = four(text, 19);
  const f = four(text, 24);
  const g = four(text, 28);
  const h = four(text, 32);
  words[at] = (a << 16) | b;
  words[at + 1] = (c << 16) | d;
  words[at + 2] = (e << 16) | f;
  words[at + 3] = (g << 16) | h;
  return (a | b | c | d | e | f | g | h) >>> 0 <= 0xffff;
}

/** Four digits as a number up to 0xffff; with a bit above that where one is none. */
function four(text: string, at: number): number {
  const a = text.charCodeAt(at);
  const b = text.charCodeAt(at + 1);
  const c = text.charCodeAt(at + 2);
  const d = text.charCodeAt(at + 3);
  if ((a | b | c | d) > 127) return 0x10000;
  return (
    ((DIGITS[a] as number) << 12) | ((DIGITS[b] as number) << 8) | ((DIGITS[c] as number) << 4) | (DIGITS[d] as number)
  );
}
