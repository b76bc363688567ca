import { scanJson } from './json-scan.js';
import { readText } from './wire.js';

/** What of a JSON text may be seen: all of a value, or the named members of an object (or of the objects of a list). */
export type Visible = true | { readonly [name: string]: Visible };

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
  if (visible === true) return text;
  const { members } = scanJson(text);
  if (text.startsWith('[')) return `[${members.map((member) => masked(member.text, visible)).join(',')}]`;
  if (!text.startsWith('{')) return MASK;
  const parts = members.map(({ key = '', text: inner }) => {
    return `${JSON.stringify(key)}:${masked(inner, Object.hasOwn(visible, key) ? visible[key] : undefined)}`;
  });
  return `{${parts.join(',')}}`;
}

/** Whether a place (JSON pointer) of an event may be seen whole. */
export function isVisible(pointer: string, visible: Visible): boolean {
  let at: Visible | undefined = visible;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (at === true) return true;
    if (at === undefined) return false;
    if (!/^\d+$/.test(name) || Object.hasOwn(at, name)) at = Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return at === true;
}
