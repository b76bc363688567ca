/** A column as a CREATE TABLE statement says it. */
export interface ReadColumn {
  readonly name: string;
  /** The type in upper case without blanks: `DECIMAL(10,2)`, `STRUCT<A:INT>`. */
  readonly type: string;
  readonly encoding?: string;
  readonly comment?: string;
  readonly notNull: boolean;
}

/** What a CREATE TABLE statement of any dialect says, read from its text alone. */
export interface ReadTable {
  /** Without its schema. */
  readonly name: string;
  readonly columns: readonly ReadColumn[];
  readonly partitions: readonly ReadColumn[];
  readonly distKeys: readonly string[];
  readonly sortKeys: readonly string[];
  readonly location?: string;
}

interface Token {
  readonly kind: 'name' | 'text' | 'word' | 'sign';
  /** Without quotes. */
  readonly text: string;
}

const tokenPattern =
  /--[^\n]*|\s+|(?<name>"(?:[^"]|"")*"|`(?:[^`]|``)*`)|(?<text>'(?:[^'\\]|''|\\.)*')|(?<word>[\p{L}\p{N}_$]+)|(?<sign>.)/gsu;

/** Reads a CREATE TABLE; undefined for any other text. Only for statements whose syntax a parser has accepted. */
export function readCreate(sql: string): ReadTable | undefined {
  const tokens = tokensOf(sql);
  const words = (count: number) => tokens.slice(0, count).map(({ text }) => text.toUpperCase());
  if (words(1)[0] !== 'CREATE' || !words(4).includes('TABLE')) return undefined;
  const open = tokens.findIndex(isSign('('));
  if (open < 0) return undefined;
  const close = closing(tokens, open);
  const rest = tokens.slice(close + 1);
  return {
    name: tokens[open - 1]?.text ?? '',
    columns: columnsIn(tokens.slice(open + 1, close)),
    partitions: columnsIn(listAfter(rest, 'BY')),
    distKeys: columnsIn(listAfter(rest, 'DISTKEY')).map(({ name }) => name),
    sortKeys: columnsIn(listAfter(rest, 'SORTKEY')).map(({ name }) => name),
    ...textAfter(rest, 'LOCATION'),
  };
}

function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  for (const { groups } of sql.matchAll(tokenPattern)) {
    const { name, text, word, sign } = groups ?? {};
    if (name !== undefined) tokens.push({ kind: 'name', text: unquoted(name) });
    else if (text !== undefined) tokens.push({ kind: 'text', text: unescaped(text) });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}

function unquoted(name: string): string {
  const quote = name.charAt(0);
  return name.slice(1, -1).replaceAll(quote + quote, quote);
}

function unescaped(text: string): string {
  return text.slice(1, -1).replace(/''|\\(.)/gs, (found, escaped: string | undefined) => escaped ?? found.slice(1));
}

function isSign(...signs: readonly string[]): (token: Token) => boolean {
  return ({ kind, text }) => kind === 'sign' && signs.includes(text);
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (isSign('(')(token)) depth++;
    if (isSign(')')(token) && --depth === 0) return at;
  }
  return tokens.length;
}

/** What stands in the brackets behind a word. */
function listAfter(tokens: readonly Token[], word: string): Token[] {
  const at = tokens.findIndex(({ kind, text }) => kind === 'word' && text.toUpperCase() === word);
  const next = tokens[at + 1];
  if (at < 0 || !next || !isSign('(')(next)) return [];
  return tokens.slice(at + 2, closing(tokens, at + 1));
}

function textAfter(tokens: readonly Token[], word: string): { readonly location?: string } {
  const at = tokens.findIndex(({ kind, text }) => kind === 'word' && text.toUpperCase() === word);
  const next = at < 0 ? undefined : tokens[at + 1];
  return next?.kind === 'text' ? { location: next.text } : {};
}

/** Splits at commas outside of brackets. A table constraint is no column. */
function columnsIn(tokens: readonly Token[]): ReadColumn[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSign('(', '<')(token)) depth++;
    if (isSign(')', '>')(token)) depth--;
    if (depth === 0 && isSign(',')(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  const constraint = /^(FOREIGN|PRIMARY|UNIQUE|CONSTRAINT|CHECK)$/i;
  return parts.filter(([first]) => first && !(first.kind === 'word' && constraint.test(first.text))).map(columnOf);
}

const behindType = new Set(['ENCODE', 'NOT', 'COMMENT', 'NULL', 'DEFAULT']);

function columnOf([first, ...rest]: readonly Token[]): ReadColumn {
  const end = rest.findIndex(({ kind, text }) => kind === 'word' && behindType.has(text.toUpperCase()));
  const [type, more] = end < 0 ? [rest, []] : [rest.slice(0, end), rest.slice(end)];
  const after = (word: string) => more[more.findIndex(({ text }) => text.toUpperCase() === word) + 1]?.text;
  const has = (word: string) => more.some(({ kind, text }) => kind === 'word' && text.toUpperCase() === word);
  return {
    name: first?.text ?? '',
    type: typeText(type),
    ...(has('ENCODE') && { encoding: after('ENCODE')?.toUpperCase() ?? '' }),
    ...(has('COMMENT') && { comment: after('COMMENT') ?? '' }),
    notNull: has('NOT'),
  };
}

/** Words keep one blank between them: `DOUBLE PRECISION`. */
function typeText(tokens: readonly Token[]): string {
  return tokens
    .map(({ kind, text }, at) => (kind === 'sign' || at === 0 || tokens[at - 1]?.kind === 'sign' ? text : ` ${text}`))
    .join('')
    .toUpperCase();
}
