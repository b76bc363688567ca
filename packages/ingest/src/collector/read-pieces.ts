import { isObject, isPlain, type WireValue } from '../wire/wire.js';

/** The objects of a batch with the text of each, and the batch's `sentAt`. */
export interface Pieces {
  readonly values: readonly WireValue[];
  /** Whether the whole text has neither line breaks nor `\u` escapes. */
  readonly plain: boolean;
  readonly sentAt?: number;
}

/** What stands in front of the list in a body as `@sluice/sdk` writes it. */
const WRAPPER = /^\{(?:"sentAt":(0|[1-9]\d{0,15}),)?"batch":\[(?=\{)/;

/**
 * Reads a compact list of objects (`[{…},{…}]`, or `{"sentAt":…,"batch":[…]}`) and finds the text of each without walking over
 * its characters. Where nothing stands between the braces and commas of the list, every border of two elements reads `},{`; and
 * where there are just as many `},{` as borders, they are the borders. Undefined for every other body: with white space there,
 * or with a `},{` inside an event, it must be read as a whole.
 */
export function readPieces(text: string): Pieces | undefined {
  const wrapper = text.startsWith('[{') ? undefined : WRAPPER.exec(text);
  if (wrapper === null) return undefined;
  const tail = wrapper === undefined ? ']' : ']}';
  if (!text.endsWith(`}${tail}`) || !isCompact(text)) return undefined;
  const start = wrapper === undefined ? 1 : wrapper[0].length;
  const end = text.length - tail.length;
  // The list alone: were there other members behind it, this would be no JSON.
  const list = parsed(text.slice(start - 1, end + 1));
  if (list === undefined) return undefined;
  const plain = isPlain(text);
  const values = cut(text, start, end, list, plain);
  if (values === undefined) return undefined;
  return wrapper?.[1] === undefined ? { values, plain } : { values, plain, sentAt: Number(wrapper[1]) };
}

/** White space at a border; a tab or line break can only stand between tokens. Searched one by one: a pattern is slower. */
const WHITE = ['} ', ' {', '\t', '\n', '\r'];

/** Whether no white space stands beside a brace. */
function isCompact(text: string): boolean {
  return !WHITE.some((white) => text.includes(white));
}

function parsed(text: string): readonly unknown[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every(isObject) ? list : undefined;
  } catch {
    return undefined;
  }
}

function cut(
  text: string,
  start: number,
  end: number,
  list: readonly unknown[],
  plain: boolean,
): WireValue[] | undefined {
  const values: WireValue[] = [];
  let from = start;
  for (let at = text.indexOf('},{', from); at !== -1; at = text.indexOf('},{', from)) {
    values.push({ value: list[values.length], text: text.slice(from, at + 1), plain });
    if (values.length === list.length) return undefined;
    from = at + 2;
  }
  values.push({ value: list[values.length], text: text.slice(from, end), plain });
  return values.length === list.length ? values : undefined;
}
