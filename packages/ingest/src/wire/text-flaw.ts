import type { EventError } from '../codegen1/index.js';

/** Escapes that may stand for a character no warehouse stores: only they can bring one into a parsed JSON text. */
const suspicious = /\\u(?:0000|[dD][89a-fA-F])/;

const flaws: readonly { readonly code: string; readonly found: RegExp; readonly message: string }[] = [
  {
    code: 'lone-surrogate',
    found: /\p{Surrogate}/u,
    message: 'Half a surrogate pair cannot be stored as UTF-8. Send whole characters.',
  },
  {
    // Redshift, "COPY conversion parameters": a NUL ends a CHAR or VARCHAR, or fails the load.
    code: 'nul-character',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
    found: /\u0000/,
    message: 'The character NUL (U+0000) cannot be stored in a warehouse. Leave it out.',
  },
];

/**
 * The first string or key of an event that cannot be stored: half a surrogate pair, which UTF-8 cannot carry, or NUL. A key is
 * reported with the path (JSON pointer) of its object. `text` is what `value` was parsed from.
 */
export function textFlaw(text: string, value: unknown): EventError | undefined {
  return text.includes('\\u') && suspicious.test(text) ? flawIn(value, '') : undefined;
}

function flawIn(value: unknown, path: string): EventError | undefined {
  if (typeof value === 'string') return flawOf(value, path);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const below = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const flaw = flawOf(key, path) ?? flawIn(inner, below);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

function flawOf(text: string, path: string): EventError | undefined {
  const flaw = flaws.find(({ found }) => found.test(text));
  return flaw && { code: flaw.code, path, message: flaw.message };
}
