import { isAscii } from 'node:buffer';

/** A JSON value with the text it was parsed from. */
export interface WireValue {
  readonly value: unknown;
  /** Exactly as sent, without surrounding white space. */
  readonly text: string;
  /** Known of the text: it has neither line breaks nor `\\u` escapes. Absent: nobody has looked. */
  readonly plain?: boolean;
}

/** A request body that could be read, or the code that says why not. */
export type ReadBody =
  | { readonly kind: 'json'; readonly body: WireValue }
  | { readonly kind: 'unreadable'; readonly code: 'bad-utf8' | 'bad-json'; readonly message: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of bytes, without a byte order mark, or undefined where they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Reads a body as JSON. Never throws: not at broken encodings, not at any depth of nesting. */
export function readBody(bytes: Uint8Array): ReadBody {
  const text = textOf(bytes);
  return text === undefined ? NOT_UTF8 : readText(text);
}

/** What {@link readBody} says of bytes that are not UTF-8. */
export const NOT_UTF8: ReadBody & { kind: 'unreadable' } = {
  kind: 'unreadable',
  code: 'bad-utf8',
  message: 'The body is not UTF-8.',
};

/** Reads a text as JSON, like {@link readBody}. */
export function readText(text: string): ReadBody {
  try {
    return { kind: 'json', body: { value: JSON.parse(text) as unknown, text: text.trim(), plain: isPlain(text) } };
  } catch (error) {
    const reason = text.trim() === '' ? 'The body is empty.' : `The body is not JSON: ${reasonOf(error)}`;
    return { kind: 'unreadable', code: 'bad-json', message: reason };
  }
}

/** Whether a JSON text has neither line breaks nor `\\u` escapes, so that none of its parts has. */
export function isPlain(text: string): boolean {
  return !text.includes('\\u') && !text.includes('\n') && !text.includes('\r');
}

/** Whether a parsed value is an object: not null, not a list. */
export function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
