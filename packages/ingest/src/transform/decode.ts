import { isUtf8 } from 'node:buffer';
import { type EventError, type JsonObject, obj } from '../codegen1/index.js';
import { textFlaw } from '../text-flaw.js';

/** A record's data as an event, or why it is none. */
export type Decoded = { readonly event: JsonObject } | { readonly error: EventError };

/** Reads base64, UTF-8 and JSON, each strictly: nothing is repaired, and what cannot be stored is no event. */
export function decode(data: unknown): Decoded {
  const bytes = typeof data === 'string' ? bytesOf(data) : undefined;
  if (!bytes) return failed('invalid-base64', 'The data of the record is not base64.');
  if (!isUtf8(bytes)) return failed('invalid-utf8', 'The record is not UTF-8.');
  return parse(bytes.toString());
}

/** Node skips what is not base64; the length of the result gives that away. */
function bytesOf(data: string): Buffer | undefined {
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  const bytes = Buffer.from(data, 'base64');
  return data.length % 4 === 0 && bytes.length === (data.length / 4) * 3 - padding ? bytes : undefined;
}

function parse(text: string): Decoded {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    return failed('invalid-json', 'The record is not JSON.');
  }
  if (!obj(event)) return failed('not-an-object', 'The record is JSON, but no object.');
  const error = textFlaw(text, event);
  return error ? { error } : { event };
}

function failed(code: string, message: string): Decoded {
  return { error: { code, path: '', message } };
}
