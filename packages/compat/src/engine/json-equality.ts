import { ExactNumber, type JsonValue } from '@sluice/contract';

/** A text that two JSON values share exactly if they are equal: 1 and 1.0 are, and the order of keys does not count. */
export function equalityKey(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(equalityKey).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (value instanceof ExactNumber) return String(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${equalityKey(value[key] as JsonValue)}`).join()}}`;
}
