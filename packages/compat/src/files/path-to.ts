import path from 'node:path/posix';
import { nowhere } from '../engine/compile/document.js';

/** Where a reference out of a document leads. */
export type PathTo =
  /** Along a path, seen from the file; `isGuess` where it is an address that a file may stand for, or may not. */
  | { readonly kind: 'path'; readonly path: string; readonly isGuess: boolean }
  /** Where no file is looked for. */
  | { readonly kind: 'outside'; readonly code: string; readonly message: string; readonly fix: string }
  /** To another place of the network: nothing is ever fetched. */
  | { readonly kind: 'elsewhere' };

const scheme = /^[a-z][a-z0-9+.-]*:/i;

/**
 * The path that a reference stands for. `base` is the address it is relative to, `start` that of its file: files lie to each
 * other as their addresses do.
 */
export function pathTo(reference: string, base: string, start: string): PathTo {
  const front = reference.replace(/\?.*$/s, '');
  if (/^file:/i.test(front)) return outside('file URLs are not followed.');
  const isAddress = scheme.test(front) || front.startsWith('//');
  if (!isAddress && start === nowhere && front.startsWith('/')) return outside('absolute paths are not followed.');
  if (!isAddress && !front.startsWith('/') && (base === start || !URL.canParse(start))) {
    return { kind: 'path', path: decoded(front), isGuess: false };
  }
  if (!URL.canParse(front, base) || !URL.canParse(start)) return { kind: 'elsewhere' };
  const [wanted, from] = [new URL(front, base), new URL(start)];
  if (wanted.protocol !== from.protocol || wanted.host !== from.host) return { kind: 'elsewhere' };
  const relative = path.relative(path.dirname(from.pathname), wanted.pathname);
  const isBelow = !relative.startsWith('..');
  if (isAddress && !isBelow) return { kind: 'elsewhere' };
  return { kind: 'path', path: decoded(relative), isGuess: isAddress };
}

function outside(message: string): PathTo {
  const fix = 'Write the path from the file that the reference stands in.';
  return { kind: 'outside', code: 'outside-folder', message, fix };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
