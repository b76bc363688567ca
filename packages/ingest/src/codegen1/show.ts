/** Longest text of an event that a message repeats, in characters. */
const LONGEST = 60;

/** A value as a message shows it: texts cut at 60 characters, objects and lists by their size only. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return `an object with ${Object.keys(value).length} fields`;
  if (typeof value !== 'string') return String(value);
  const cut = [...value.slice(0, LONGEST + 1)];
  return JSON.stringify(cut.length > LONGEST ? `${cut.slice(0, LONGEST).join('')}…` : value);
}

/** One more step of a JSON pointer (RFC 6901). */
export function below(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
