import { type Member, scanJson } from './json-scan.js';

/** A JSON value with the text it was parsed from. */
export interface WireValue {
  readonly value: unknown;
  /** Exactly as sent, without surrounding white space. */
  readonly text: string;
  /** Levels of objects and arrays: 1 for a flat object. */
  readonly depth: number;
}

/** A request body that could be read, or the code that says why not. */
export type ReadBody =
  | { readonly kind: 'json'; readonly body: WireValue; readonly members: readonly Member[] }
  | { readonly kind: 'unreadable'; readonly code: 'bad-utf8' | 'bad-json'; readonly message: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of bytes, without a byte order mark, or undefined where they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Reads a body as JSON. Never throws: not at broken encodings, not at any depth of nesting. */
export function readBody(bytes: Uint8Array): ReadBody {
  const text = textOf(bytes);
  if (text === undefined) return { kind: 'unreadable', code: 'bad-utf8', message: 'The body is not UTF-8.' };
  return readText(text);
}

/** Reads a text as JSON, like {@link readBody}. */
export function readText(text: string): ReadBody {
  try {
    const value: unknown = JSON.parse(text);
    const { members, depth } = scanJson(text);
    return { kind: 'json', body: { value, text: text.trim(), depth }, members };
  } catch (error) {
    const reason = text.trim() === '' ? 'The body is empty.' : `The body is not JSON: ${reasonOf(error)}`;
    return { kind: 'unreadable', code: 'bad-json', message: reason };
  }
}

/** Whether a parsed value is an object: not null, not a list. */
export function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
