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
 * A JSON text in which values are masked that may not be seen; names and all other values stay as they were written. A text that
 * is no JSON cannot be told apart: it is masked whole.
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
    ({ key = '', text: inner }) => `${JSON.stringify(key)}:${masked(inner, below(visible, key))}`,
  );
  return `{${parts.join(',')}}`;
}

function below(visible: Exclude<Visible, 'all'>, name: string): Visible | undefined {
  if (visible === 'value') return undefined;
  const key = Object.hasOwn(visible, name) ? name : '*';
  return Object.hasOwn(visible, key) ? visible[key] : undefined;
}

/** Whether a place (JSON pointer) of an event may be seen whole. */
export function isVisible(pointer: string, visible: Visible): boolean {
  let at: Visible | undefined = visible;
  for (const part of pointer.split('/').slice(1)) {
    if (at === undefined || at === 'all') break;
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const next = below(at, name);
    // The place of an element: what may be seen of it is what may be seen of the list.
    if (next !== undefined || !/^\d+$/.test(name)) at = next;
  }
  return typeof at === 'string';
}
