import { decodePunycode } from './punycode.js';

/** RFC 5892, section 2.6: valid, valid in some surroundings, and invalid whatever their properties say. */
const VALID = /[\u00df\u03c2\u06fd\u06fe\u0f0b\u3007]/;
const INVALID = /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]/;
/** Letters and digits (section 2.1), without what is ignored (2.3) and old Hangul (2.9). */
const LETTER = /^[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}-]$/u;
const IGNORED = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u;

/** Marks of canonical combining class 9, which JavaScript does not tell: those that join letters of a script in use. */
const VIRAMA =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua8c4\ua953\ua9c0\uaaf6\uabed]$/;
/** Letters of scripts that join; JavaScript does not tell the joining type (RFC 5892, appendix A.1). */
const JOINING = '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}]';
const BETWEEN_JOINING = [new RegExp(`${JOINING}\\p{Mn}*$`, 'u'), new RegExp(`^\\p{Mn}*${JOINING}`, 'u')] as const;

/** Characters that are valid in some surroundings (RFC 5892, appendix A), by what stands before, behind and anywhere. */
const CONTEXTS: { readonly [character: string]: (before: string, behind: string, label: string) => boolean } = {
  '\u200c': (before, behind) =>
    VIRAMA.test(before) || (BETWEEN_JOINING[0].test(before) && BETWEEN_JOINING[1].test(behind)),
  '\u200d': (before) => VIRAMA.test(before),
  '\u00b7': (before, behind) => before.endsWith('l') && behind.startsWith('l'),
  '\u0375': (_, behind) => /^\p{Script=Greek}/u.test(behind),
  '\u05f3': (before) => /\p{Script=Hebrew}$/u.test(before),
  '\u05f4': (before) => /\p{Script=Hebrew}$/u.test(before),
  '\u30fb': (_before, _behind, label) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(label),
};

/** Whether a label in lower case that begins with `xn--` stands for a valid label of RFC 5891, section 5.4. */
export function isALabel(label: string): boolean {
  if (!label.startsWith('xn--')) return false;
  const text = decodePunycode(label.slice(4));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a label of ASCII alone needs no encoding
  if (text === undefined || /^[\u0000-\u007f]*$/.test(text)) return false;
  if (/^-|^..--|-$|^\p{M}/u.test(text) || text.normalize('NFC') !== text) return false;
  const mixesDigits = /[\u0660-\u0669]/.test(text) && /[\u06f0-\u06f9]/.test(text);
  return !mixesDigits && [...text].every((character, place, all) => isAllowed(character, place, all, text));
}

function isAllowed(character: string, place: number, all: readonly string[], label: string): boolean {
  const context = Object.hasOwn(CONTEXTS, character) ? CONTEXTS[character] : undefined;
  if (context) return context(all.slice(0, place).join(''), all.slice(place + 1).join(''), label);
  if (VALID.test(character)) return true;
  if (INVALID.test(character) || IGNORED.test(character) || !LETTER.test(character)) return false;
  return character.normalize('NFKC').toLowerCase().normalize('NFKC') === character;
}
