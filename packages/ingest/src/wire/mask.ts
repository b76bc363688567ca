import { endOfValue } from './json-scan.js';
import { readText } from './wire.js';

/**
 * What of a JSON text may be seen: all of it; a text, a number, true, false or null, but nothing below one; or the named members
 * of an object, where `*` stands for every other name. Of a list the same may be seen of each element.
 */
export type Visible = 'all' | 'value' | { readonly [name: string]: Visible };

/** What stands in the place of what may not be seen. */
export const MASK = '"***"';

/**
 * A JSON text in which values are masked that may not be seen, and names that nobody knows and no field would have; everything else
 * stays as it was written. A text that is no JSON cannot be told apart: it is masked whole.
 */
export function maskJson(text: string, visible: Visible): string {
  const read = readText(text);
  return read.kind === 'json' ? masked(read.body.text, visible) : MASK;
}

/** A list or an object that is being written: what may be seen of what it holds. */
interface Frame {
  readonly visible: Exclude<Visible, 'all'>;
  readonly isList: boolean;
}

/** Goes over the text once, without recursion: how deep it nests is for the sender to say. */
function masked(text: string, whole: Visible): string {
  const parts: string[] = [];
  const open: Frame[] = [];
  let seen: Visible | undefined = whole;
  let at = 0;
  while (at < text.length) {
    const frame = open.at(-1);
    const c = text[at] as string;
    if (' \t\r\n,'.includes(c)) {
      if (c === ',') parts.push(c);
      at++;
    } else if (c === ']' || c === '}') {
      parts.push(c);
      open.pop();
      at++;
    } else {
      if (frame?.isList) seen = frame.visible;
      else if (frame) {
        const end = endOfValue(text, at);
        const key = JSON.parse(text.slice(at, end)) as string;
        parts.push(`${JSON.stringify(shownName(key, frame.visible))}:`);
        seen = below(frame.visible, key);
        at = text.indexOf(':', end) + 1;
        while (' \t\r\n'.includes(text[at] as string)) at++;
      }
      const first = text[at] as string;
      if (seen !== undefined && seen !== 'all' && (first === '[' || first === '{')) {
        parts.push(first);
        open.push({ visible: seen, isList: first === '[' });
        at++;
      } else {
        const end = endOfValue(text, at);
        parts.push(seen === 'all' || seen === 'value' ? text.slice(at, end) : MASK);
        at = end;
      }
    }
  }
  return parts.join('');
}

function below(visible: Exclude<Visible, 'all'>, name: string): Visible | undefined {
  if (visible === 'value') return undefined;
  const key = Object.hasOwn(visible, name) ? name : '*';
  return Object.hasOwn(visible, key) ? visible[key] : undefined;
}

/** What a name that nobody knows looks like where it is a field's, misspelt or new: no address, no number, no sentence. */
const FIELD_NAME = /^(?!(?:\D*\d){4})[A-Za-z_$][\w$-]{0,39}$/;

function shownName(name: string, visible: Exclude<Visible, 'all'>): string {
  return below(visible, name) !== undefined || FIELD_NAME.test(name) ? name : '***';
}

/**
 * A place (JSON pointer) of an event as far as its names may be seen. Below what may not be seen the names are the sender's, too: keys
 * of a map, say.
 */
export function shownPath(pointer: string, visible: Visible): string {
  const [, ...parts] = pointer.split('/');
  let at: Visible | undefined = visible;
  const shown = parts.map((part, depth) => {
    if (at === 'all') return part;
    if (at === undefined) return '***';
    const name = unescaped(part);
    const next = below(at, name);
    if (next === undefined && isElement(name, depth)) return part;
    const seen: string = shownName(name, at) === name ? part : '***';
    at = next;
    return seen;
  });
  return ['', ...shown].join('/');
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Whether a step is the place of an element in a list: an event is none itself, and is too small for a list with longer numbers. */
function isElement(name: string, depth: number): boolean {
  return depth > 0 && /^(0|[1-9]\d{0,4})$/.test(name);
}

/** Whether a place (JSON pointer) of an event may be seen whole. */
export function isVisible(pointer: string, visible: Visible): boolean {
  let at: Visible | undefined = visible;
  for (const [depth, part] of pointer.split('/').slice(1).entries()) {
    if (at === undefined || at === 'all') break;
    const name = unescaped(part);
    const next = below(at, name);
    // The place of an element: what may be seen of it is what may be seen of the list.
    if (next !== undefined || !isElement(name, depth)) at = next;
  }
  return typeof at === 'string';
}
