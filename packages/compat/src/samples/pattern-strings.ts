import { safeTest } from '@sluice/contract/patterns';

/** Writes one matching text; the number picks among the choices a pattern leaves. */
type Writer = (pick: number) => string;

interface Cursor {
  readonly source: string;
  /** How often an unbounded part may be repeated, besides its own least number. */
  readonly repeats: readonly number[];
  at: number;
}

/** Thrown inside this module for what the writer does not understand (look-around, back references, set notation). */
class NotUnderstood extends Error {}

const picks = 24;

/**
 * Texts that match a regular expression: some short, some long, by way of every alternative. Texts that turn out not to
 * match are left out; a pattern that is not understood gives none. `lengths` are tried as repetitions.
 */
export function stringsMatching(pattern: string, lengths: readonly number[] = []): string[] {
  try {
    const test = safeTest(pattern, 'code points');
    const write = alternatives({ source: pattern, repeats: lengths, at: 0 });
    const texts = new Set(Array.from({ length: picks }, (_, pick) => write(pick)));
    return [...texts].filter((text) => test(text)).sort((a, b) => a.length - b.length);
  } catch (error) {
    if (error instanceof NotUnderstood || error instanceof SyntaxError) return [];
    throw error;
  }
}

function alternatives(cursor: Cursor): Writer {
  const branches = [sequence(cursor)];
  while (cursor.source[cursor.at] === '|') {
    cursor.at += 1;
    branches.push(sequence(cursor));
  }
  return (pick) => (branches[pick % branches.length] as Writer)(Math.floor(pick / branches.length));
}

function sequence(cursor: Cursor): Writer {
  const parts: Writer[] = [];
  while (cursor.at < cursor.source.length && !'|)'.includes(cursor.source[cursor.at] as string)) {
    parts.push(repeated(atom(cursor), cursor));
  }
  return (pick) => parts.map((part) => part(pick)).join('');
}

function repeated(write: Writer, cursor: Cursor): Writer {
  const quantifier = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(cursor.source.slice(cursor.at));
  if (!quantifier) return write;
  cursor.at += quantifier[0].length;
  const [least, most] = range(quantifier);
  const counts = [...new Set([least, least + 1, most, ...cursor.repeats])].filter(
    (count) => count >= least && count <= most && count <= 5000,
  );
  return (pick) => write(pick).repeat(counts[pick % counts.length] as number);
}

function range([text, least, open, most]: RegExpExecArray): [number, number] {
  if (least === undefined) return text[0] === '?' ? [0, 1] : [text[0] === '+' ? 1 : 0, Number.POSITIVE_INFINITY];
  if (open === undefined) return [Number(least), Number(least)];
  return [Number(least), most ? Number(most) : Number.POSITIVE_INFINITY];
}

function atom(cursor: Cursor): Writer {
  const char = String.fromCodePoint(cursor.source.codePointAt(cursor.at) as number);
  cursor.at += char.length;
  if (char === '^' || char === '$') return () => '';
  if (char === '(') return group(cursor);
  if (char === '[') return oneOf(characterClass(cursor));
  if (char === '.') return oneOf(['a', 'Z', '0', ' ', '.']);
  if (char === '\\') return oneOf(escaped(cursor));
  return () => char;
}

function oneOf(characters: readonly string[]): Writer {
  if (characters.length === 0) throw new NotUnderstood();
  return (pick) => characters[pick % characters.length] as string;
}

function group(cursor: Cursor): Writer {
  const opening = /^\?(?::|<[A-Za-z_$][\w$]*>)/.exec(cursor.source.slice(cursor.at));
  if (!opening && cursor.source[cursor.at] === '?') throw new NotUnderstood();
  cursor.at += opening?.[0].length ?? 0;
  const write = alternatives(cursor);
  cursor.at += 1;
  return write;
}

const classes: { readonly [letter: string]: readonly string[] } = {
  d: ['0', '1', '9'],
  w: ['a', 'Z', '0', '_'],
  s: [' '],
  D: ['a', ' '],
  W: ['-', ' '],
  S: ['a', '0', '-'],
  b: [''],
  n: ['\n'],
  r: ['\r'],
  t: ['\t'],
};

function escaped(cursor: Cursor): readonly string[] {
  const letter = cursor.source[cursor.at] as string;
  cursor.at += 1;
  const known = classes[letter];
  if (known) return known;
  const code = /^u(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{4}))|^x([0-9a-fA-F]{2})/.exec(cursor.source.slice(cursor.at - 1));
  if (code) {
    cursor.at += code[0].length - 1;
    return [String.fromCodePoint(Number.parseInt((code[1] ?? code[2] ?? code[3]) as string, 16))];
  }
  if (/[A-Za-z0-9]/.test(letter)) throw new NotUnderstood();
  return [letter];
}

/** Members of a class: the ends of its ranges and its single characters; of a negated one, whatever is not in it. */
function characterClass(cursor: Cursor): readonly string[] {
  const start = cursor.at - 1;
  const members: string[] = [];
  if (cursor.source[cursor.at] === '^') cursor.at += 1;
  while (cursor.source[cursor.at] !== ']') {
    const char = String.fromCodePoint(cursor.source.codePointAt(cursor.at) as number);
    cursor.at += char.length;
    members.push(...(char === '\\' ? escaped(cursor) : [char]));
  }
  cursor.at += 1;
  const member = new RegExp(cursor.source.slice(start, cursor.at), 'u');
  const others = ['a', 'z', 'A', 'Z', '0', '9', '_', '-', ' ', '.', 'é', '😀'];
  return [...new Set([...members, ...others])].filter((char) => member.test(char));
}
