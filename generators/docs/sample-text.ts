import { safeTest } from '@sluice/contract/patterns';
/** A valid text of each format. */
export const formatSamples: { readonly [format: string]: string } = {
  email: 'someone@example.com',
  uri: 'https://example.com/',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  hostname: 'www.example.com',
  'uri-reference': '/sale?page=2',
  'json-pointer': '/items/0',
  time: '12:00:00Z',
  date: '2026-11-20',
  'date-time': '2026-11-20T12:00:00.000Z',
  uuid: '0d0e7b3c-5b1e-4d8a-9b1f-0a4d0f3d2c11',
  duration: 'PT1H30M',
};

/** What a text has to look like. */
export interface TextShape {
  readonly pattern?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
}

/** A piece of a regular expression: any one character, one of several ways, or a piece several times. */
type Piece =
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'ways'; readonly ways: readonly (readonly Piece[])[] }
  | { readonly kind: 'times'; readonly piece: Piece; readonly least: number; readonly most: number };

/** Characters to choose from, those that read best first. */
const POOL = [
  ...'aA0bcdefghijklmnopqrstuvwxyzBCDEFGHIJKLMNOPQRSTUVWXYZ123456789',
  ...' -_.,:;/@#+*=?!$%&|~^\'"()[]{}<>\\äßλя中\t\n',
];

/**
 * A text that matches a pattern and has the length asked for; undefined where none was found: where the pattern looks around
 * itself or back, or wants rare characters.
 */
export function sampleText({ pattern = '', minLength = 0, maxLength = Number.POSITIVE_INFINITY }: TextShape) {
  const isWanted = safeTest(pattern, 'code points');
  const pieces = piecesOf(pattern);
  if (!pieces) return undefined;
  for (let more = 0; more <= Math.min(minLength, 1_000); more++) {
    const text = written(pieces, more);
    const filled = pattern.endsWith('$') ? text : text.padEnd(minLength, 'x');
    if (filled !== undefined && isWanted(filled) && fits([...filled].length, minLength, maxLength)) return filled;
  }
  return undefined;
}

function fits(length: number, least: number, most: number): boolean {
  return length >= least && length <= most;
}

/** The pieces written down, what may be repeated `more` times more often than it must. */
function written(pieces: readonly Piece[], more: number): string {
  return pieces.map((piece) => one(piece, more)).join('');
}

function one(piece: Piece, more: number): string {
  const writers: { readonly [K in Piece['kind']]: (piece: Extract<Piece, { kind: K }>) => string } = {
    character: ({ source }) => POOL.find((character) => new RegExp(`^(?:${source})$`, 'u').test(character)) ?? '',
    ways: ({ ways: [first = []] }) => written(first, more),
    times: ({ piece: inner, least, most }) => one(inner, more).repeat(Math.min(least + more, most)),
  };
  return (writers[piece.kind] as (piece: Piece) => string)(piece);
}

/** One step of a pattern: an anchor, a group's edge, an alternative, a character, or how often what stands before it may stand. */
const STEP =
  /\^|\$|\((?:\?:|\?<[A-Za-z]\w*>|(?!\?))|\)|\||\[(?:\\.|[^\]\\])*\]|\\(?:u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[pP]\{[^}]*\}|[^1-9bBk])|(?:[*+?]|\{\d+(?:,\d*)?\})\??|[^\\()[\]{}|*+?^$]/suy;

/** The pieces of a pattern; undefined where it says something else. */
function piecesOf(pattern: string): readonly Piece[] | undefined {
  const open: Piece[][][] = [[[]]];
  STEP.lastIndex = 0;
  for (let at = 0; at < pattern.length; at = STEP.lastIndex) {
    const [step] = STEP.exec(pattern) ?? [];
    if (step === undefined) return undefined;
    take(step, open);
  }
  return [{ kind: 'ways', ways: open[0] as Piece[][] }];
}

function take(step: string, open: Piece[][][]): void {
  const ways = open.at(-1) as Piece[][];
  const pieces = ways.at(-1) as Piece[];
  if (step === '^' || step === '$') return;
  if (step.startsWith('(')) open.push([[]]);
  else if (step === ')') ((open.at(-2)?.at(-1) ?? []) as Piece[]).push({ kind: 'ways', ways: open.pop() as Piece[][] });
  else if (step === '|') ways.push([]);
  else if (/^(?:[*+?]|\{\d)/.test(step)) pieces.push(times(pieces.pop() as Piece, step));
  else pieces.push({ kind: 'character', source: step });
}

const TIMES: { readonly [sign: string]: readonly [least: number, most: number] } = {
  '*': [0, Number.POSITIVE_INFINITY],
  '+': [1, Number.POSITIVE_INFINITY],
  '?': [0, 1],
};

function times(piece: Piece, step: string): Piece {
  const [, first = '', comma, second] = /^\{(\d+)(?:(,)(\d*))?\}/.exec(step) ?? [];
  const open = second ? Number(second) : Number.POSITIVE_INFINITY;
  const [least, most] = TIMES[step[0] ?? ''] ?? [Number(first), comma ? open : Number(first)];
  return { kind: 'times', piece, least, most };
}
