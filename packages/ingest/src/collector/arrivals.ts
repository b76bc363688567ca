import type { EventError } from '../codegen1/index.js';
import { show } from '../codegen1/show.js';
import type { Arrival } from '../examine.js';
import { scanJson } from '../wire/json-scan.js';
import { isObject, isPlain, NOT_UTF8, type ReadBody, readText, textOf, type WireValue } from '../wire/wire.js';
import { readPieces } from './read-pieces.js';

/** A request's events, and whether they were sent as a list; or why the body cannot be read. */
export type Arrivals =
  | {
      readonly kind: 'arrivals';
      readonly events: readonly Arrival[];
      readonly list: boolean;
      /** Known of the events and of what is added to them: all is ASCII. Absent: nobody has looked. */
      readonly ascii?: boolean;
      /** Why none of the events is taken, where the list as a whole is wrong. */
      readonly flaw?: EventError;
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
  const flaw = flawOf(wires, sentAt);
  const stamp = flaw === undefined ? { receivedAt, sentAt } : { receivedAt };
  return {
    kind: 'arrivals',
    events: wires.map((wire): Arrival => ({ wire, ...stamp })),
    list: true,
    ...(flaw && { flaw }),
  };
}

/** What holds one thing that is no event is no list of events; and `sentAt` is repeated in every event. */
function flawOf(wires: readonly WireValue[], sentAt: unknown): EventError | undefined {
  const odd = wires.findIndex(({ value }) => !isObject(value));
  if (odd >= 0) {
    const message = `Number ${odd + 1} of the list is ${show(wires[odd]?.value)}, not an object; the list is not taken.`;
    return { code: 'not-an-object', path: '', message };
  }
  if (sentAt === undefined || typeof sentAt === 'number' || sentAt === null) return undefined;
  if (typeof sentAt === 'string' && sentAt.length <= LONGEST_TIME) return undefined;
  return { code: 'type', path: '/sentAt', message: `The batch's "sentAt" must be a time, found ${show(sentAt)}.` };
}

/** Characters of a time as a text. */
const LONGEST_TIME = 64;
