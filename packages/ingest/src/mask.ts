import { scanJson } from './json-scan.js';
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

function masked(text: string, visible: Visible | undefined): string {
  if (visible === undefined) return MASK;
  if (visible === 'all') return text;
  const { members } = scanJson(text);
  if (text.startsWith('[')) return `[${members.map((member) => masked(member.text, visible)).join(',')}]`;
  if (!text.startsWith('{')) return visible === 'value' ? text : MASK;
  const parts = members.map(
    ({ key = '', text: inner }) => `${JSON.stringify(shownName(key, visible))}:${masked(inner, below(visible, key))}`,
  );
  return `{${parts.join(',')}}`;
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
  const shown = parts.map((part) => {
    if (at === 'all') return part;
    if (at === undefined) return '***';
    const name = unescaped(part);
    const next = below(at, name);
    const isPlace = next === undefined && /^\d+$/.test(name);
    if (isPlace) return part;
    const seen: string = shownName(name, at) === name ? part : '***';
    at = next;
    return seen;
  });
  return ['', ...shown].join('/');
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Whether a place (JSON pointer) of an event may be seen whole. */
export function isVisible(pointer: string, visible: Visible): boolean {
  let at: Visible | undefined = visible;
  for (const part of pointer.split('/').slice(1)) {
    if (at === undefined || at === 'all') break;
    const name = unescaped(part);
    const next = below(at, name);
    // The place of an element: what may be seen of it is what may be seen of the list.
    if (next !== undefined || !/^\d+$/.test(name)) at = next;
  }
  return typeof at === 'string';
}
