const OPEN = '{'.charCodeAt(0);
const CLOSE = '}'.charCodeAt(0);
const OPEN_LIST = '['.charCodeAt(0);
const CLOSE_LIST = ']'.charCodeAt(0);
const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);

/**
 * The JSON objects of a text that holds one after the other: `{…}{…}`, with or without white space between them, as
 * Firehose's deaggregation reads it (Amazon Data Firehose, "Apply dynamic partitioning to aggregated data": arrays are
 * rejected). Undefined where anything else stands in it, or nothing at all. Only the brackets are looked at: what is in
 * them may still be no JSON.
 */
export function splitPack(text: string): string[] | undefined {
  const objects: string[] = [];
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const end = text.charCodeAt(at) === OPEN ? endOfObject(text, at) : undefined;
    if (end === undefined) return undefined;
    objects.push(text.slice(at, end));
    at = end;
  }
  return objects.length > 0 ? objects : undefined;
}

/**
 * Everything in a text that holds records one after the other, in pieces: its JSON objects, and what stands between them. A
 * record that is no JSON costs at most the rest of its line.
 */
export function splitLoosely(text: string): readonly string[] {
  return splitPack(text) ?? text.split('\n').flatMap(piecesOf);
}

function piecesOf(line: string): string[] {
  const pieces: string[] = [];
  for (let at = skipSpace(line, 0); at < line.length; at = skipSpace(line, at)) {
    const end = line.charCodeAt(at) === OPEN ? (endOfObject(line, at) ?? line.length) : nextObject(line, at);
    pieces.push(line.slice(at, end));
    at = end;
  }
  return pieces;
}

function nextObject(text: string, start: number): number {
  const next = text.indexOf('{', start);
  return next < 0 ? text.length : next;
}

function endOfObject(text: string, start: number): number | undefined {
  let level = 0;
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) i = endOfString(text, i);
    else if (c === OPEN || c === OPEN_LIST) level++;
    else if ((c === CLOSE || c === CLOSE_LIST) && --level === 0) return i + 1;
  }
  return undefined;
}

/** The closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH) i++;
    else if (c === QUOTE) return i;
  }
  return text.length;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return at;
}
