/** Longest text of an event that a message repeats, in characters. */
const LONGEST = 60;

/** A value as a message shows it: texts cut at 60 characters, objects and lists by their size only. */
export function show(value: unknown): string {
  if (typeof value === 'string') return showText(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return `an object with ${Object.keys(value).length} fields`;
  return String(value);
}

/** The digits of a number, cut at 60. */
export function cut(digits: string): string {
  return digits.length > LONGEST ? `${digits.slice(0, LONGEST)}…` : digits;
}

/** What JSON writes with an escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes control characters
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

function showText(text: string): string {
  if (text.length <= LONGEST) return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
  const first = [...text.slice(0, LONGEST + 1)];
  return JSON.stringify(first.length > LONGEST ? `${first.slice(0, LONGEST).join('')}…` : text);
}

/** One more step of a JSON pointer (RFC 6901). */
export function below(path: string, key: string | number): string {
  if (typeof key === 'number' || !(key.includes('~') || key.includes('/'))) return `${path}/${key}`;
  return `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
