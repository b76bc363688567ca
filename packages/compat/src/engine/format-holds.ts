import { isWithinYears } from '@sluice/contract';
import type { Format } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';

/** RFC 9562 text only: without the `urn:uuid:` that ajv-formats lets through. */
export const uuidFormat = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a regular expression with flag `u`, and without. */
export function regexAnswers(text: string): readonly [byCodePoint: boolean, byCodeUnit: boolean] {
  return [compiles(text, 'u'), compiles(text, '')];
}

function isRegex(text: string): boolean | undefined {
  const [byCodePoint, byCodeUnit] = regexAnswers(text);
  return byCodePoint === byCodeUnit ? byCodePoint : undefined;
}

function compiles(text: string, flags: string): boolean {
  try {
    return new RegExp(text, flags) !== null;
  } catch {
    return false;
  }
}

/** Dates and date-times as ajv-formats has them, in the years that warehouses read. */
export const timeFormats: { readonly [format: string]: (text: string) => boolean } = {
  date: (text) => plainly('date', text) && isWithinYears(text),
  'date-time': (text) => plainly('date-time', text) && isWithinYears(text),
};

function plainly(format: 'date' | 'date-time', text: string): boolean {
  return (fullFormats[format] as { validate: (text: string) => boolean }).validate(text);
}

/** Whether a text is of a format, as ajv-formats decides, but for {@link timeFormats}; undefined for a format it does not know. */
export function formatHolds(format: string, text: string): boolean | undefined {
  if (format === 'regex') return isRegex(text);
  if (Object.hasOwn(timeFormats, format)) return timeFormats[format]?.(text);
  const check = format === 'uuid' ? uuidFormat : checkOf(format);
  if (check instanceof RegExp) return check.test(text);
  if (typeof check === 'function') return check(text);
  if (typeof check !== 'object') return undefined;
  const { validate } = check as { validate?: unknown };
  if (validate instanceof RegExp) return validate.test(text);
  return typeof validate === 'function' ? validate(text) === true : undefined;
}

function checkOf(format: string): Format | undefined {
  const formats: { readonly [name: string]: Format } = fullFormats;
  return Object.hasOwn(formats, format) ? formats[format] : undefined;
}
