import { isPlain, type WireValue } from '../wire.js';

/** The objects of a batch with the text of each, and the batch's `sentAt`. */
export interface Pieces {
  readonly values: readonly WireValue[];
  readonly sentAt?: number;
}

/** What stands in front of the list in a body as `@sluice/sdk` writes it. */
const WRAPPER = /^\{(?:"sentAt":(0|[1-9]\d{0,15}),)?"batch":\[(?=\{)/;

/**
 * Reads a compact list of objects (`[{…},{…}]`, or `{"sentAt":…,"batch":[…]}`) by cutting it at every `},{` and parsing each
 * piece. Where all pieces are JSON, the list cannot be read in any other way, because JSON's grammar is unambiguous; so events
 * are parsed once and nobody walks over their characters. Undefined for every other body: lists with white space, or with a
 * `},{` inside an event, are to be read as a whole.
 */
export function readPieces(text: string): Pieces | undefined {
  const wrapper = text.startsWith('[{') ? undefined : WRAPPER.exec(text);
  if (wrapper === null) return undefined;
  const tail = wrapper === undefined ? ']' : ']}';
  if (!text.endsWith(`}${tail}`)) return undefined;
  const start = wrapper === undefined ? 1 : wrapper[0].length;
  const values = parsePieces(text, start, text.length - tail.length);
  if (values === undefined) return undefined;
  return wrapper?.[1] === undefined ? { values } : { values, sentAt: Number(wrapper[1]) };
}

function parsePieces(text: string, start: number, end: number): WireValue[] | undefined {
  const plain = isPlain(text);
  const values: WireValue[] = [];
  try {
    for (let from = start; from < end; ) {
      const cut = text.indexOf('},{', from);
      const to = cut === -1 ? end : cut + 1;
      const piece = text.slice(from, to);
      values.push({ value: JSON.parse(piece) as unknown, text: piece, plain });
      from = to + 1;
    }
  } catch {
    return undefined;
  }
  return values;
}
