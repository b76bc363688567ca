import { isUtf8 } from 'node:buffer';
import { type EventError, type JsonObject, obj } from '../codegen1/index.js';
import { deeperThan, MAX_DEPTH } from '../wire/json-scan.js';
import { splitPack } from '../wire/split-pack.js';
import { textFlaw } from '../wire/text-flaw.js';

/** An event, and the text it was parsed from. */
export interface Readable {
  readonly event: JsonObject;
  readonly text: string;
}

/** A record's data as an event, or why it is none. */
export type Decoded = Readable | { readonly error: EventError };

/** Reads base64, UTF-8 and JSON, each strictly: nothing is repaired, and what cannot be stored is no event. */
export function decode(data: unknown): Decoded {
  const length = typeof data === 'string' ? lengthOf(data) : undefined;
  if (length === undefined) return NOT_BASE64;
  if (length > scratch.byteLength) scratch = Buffer.allocUnsafeSlow(2 * length);
  if (scratch.write(data as string, 'base64') !== length) return NOT_BASE64;
  const text = scratch.toString('utf8', 0, length);
  return text.includes('\uFFFD') && !isUtf8(scratch.subarray(0, length)) ? NOT_UTF8 : parse(text);
}

const NOT_BASE64 = failed('invalid-base64', 'The data of the record is not base64.');
const NOT_UTF8 = failed('invalid-utf8', 'The record is not UTF-8.');

/** Where records are decoded one after the other: an allocation for each would be the dearest part of it. */
let scratch = Buffer.allocUnsafeSlow(65_536);

const PAD = '='.charCodeAt(0);

/** Bytes that a base64 text stands for; Node skips what is not base64, so fewer give that away. */
function lengthOf(data: string): number | undefined {
  const { length } = data;
  if (length % 4 !== 0) return undefined;
  const padding = data.charCodeAt(length - 1) !== PAD ? 0 : data.charCodeAt(length - 2) === PAD ? 2 : 1;
  return (length / 4) * 3 - padding;
}

const ONE_MARK = /^\uFEFF(?!\uFEFF)/;

function parse(text: string): Decoded {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    // A producer's byte order mark is no part of the event, as at the collector.
    return ONE_MARK.test(text) ? parse(text.slice(1)) : unreadable(text);
  }
  if (!obj(event)) return failed('not-an-object', 'The record is JSON, but no object.');
  const depth = deeperThan(text, MAX_DEPTH);
  if (depth !== undefined) return failed('too-deep', `The event nests ${depth} levels; ${MAX_DEPTH} are allowed.`);
  const error = textFlaw(text, event);
  return error ? { error } : { event, text };
}

/** Several events in one record are no JSON either, but the fix is another: it is the stream that should divide them. */
function unreadable(text: string): Decoded {
  const events = splitPack(text)?.length ?? 0;
  if (events < 2) return failed('invalid-json', 'The record is not JSON.');
  return failed(
    'undivided-pack',
    `The record holds ${events} events. Send one event per record, or let the stream divide them (processor RecordDeAggregation, at most 500 per record).`,
  );
}

function failed(code: string, message: string): { readonly error: EventError } {
  return { error: { code, path: '', message } };
}
