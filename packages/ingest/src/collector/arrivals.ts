import type { Arrival } from '../examine.js';
import { scanJson } from '../json-scan.js';
import { isObject, isPlain, NOT_UTF8, type ReadBody, readText, textOf, type WireValue } from '../wire.js';
import { readPieces } from './pieces.js';

/** A request's events, and whether they were sent as a list; or why the body cannot be read. */
export type Arrivals =
  | {
      readonly kind: 'arrivals';
      readonly events: readonly Arrival[];
      readonly list: boolean;
      /** Known of the events and of what is added to them: all is ASCII. Absent: nobody has looked. */
      readonly ascii?: boolean;
    }
  | (ReadBody & { readonly kind: 'unreadable' });

/**
 * The events of a body: with a name (from the request's path) exactly one, else one event, a list, or `{sentAt, batch}`.
 * Never throws.
 */
export function readArrivals(bytes: Uint8Array, name: string | undefined, receivedAt: number): Arrivals {
  const text = textOf(bytes);
  if (text === undefined) return NOT_UTF8;
  const pieces = name === undefined ? readPieces(text) : undefined;
  if (pieces !== undefined) {
    // Without escapes nothing that is written anew can differ from the bytes that came.
    const ascii = text.length === bytes.byteLength && pieces.plain;
    return { ...listOf(pieces.values, receivedAt, pieces.sentAt), ascii };
  }
  const read = readText(text);
  if (read.kind === 'unreadable') return read;
  return name === undefined
    ? arrivalsIn(read.body, receivedAt)
    : { kind: 'arrivals', events: [{ wire: read.body, pathEvent: name, receivedAt }], list: false };
}

function arrivalsIn(body: WireValue, receivedAt: number): Arrivals {
  const { value, text } = body;
  if (Array.isArray(value)) return listOf(elements(value, text), receivedAt, undefined);
  if (isObject(value) && Array.isArray(value.batch) && !Object.hasOwn(value, 'event')) {
    const batch = scanJson(text).members.findLast(({ key }) => key === 'batch')?.text ?? '[]';
    return listOf(elements(value.batch, batch), receivedAt, value.sentAt);
  }
  return { kind: 'arrivals', events: [{ wire: body, receivedAt }], list: false };
}

function elements(values: readonly unknown[], text: string): WireValue[] {
  const plain = isPlain(text);
  return scanJson(text).members.map((member, i) => ({ value: values[i], text: member.text, plain }));
}

function listOf(wires: readonly WireValue[], receivedAt: number, sentAt: unknown): Arrivals & { kind: 'arrivals' } {
  const events = wires.map((wire): Arrival => ({ wire, receivedAt, sentAt }));
  return { kind: 'arrivals', events, list: true };
}
