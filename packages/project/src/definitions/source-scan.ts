/** One token of a TypeScript source that matters for finding a property: a name, a string's value, or punctuation. */
interface Token {
  readonly kind: 'name' | 'string' | 'mark';
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

const pattern =
  /(?<space>\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`)|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|(?<number>\d[\w.]*)|(?<mark>[\s\S])/gu;

const regexLiteral = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;

/** Splits a source into tokens. Comments and spaces are left out; a regular expression is told from a division by what precedes it. */
function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const { space, string, name, mark } = match.groups ?? {};
    let text = match[0];
    if (mark === '/' && !followsValue(tokens.at(-1))) {
      regexLiteral.lastIndex = match.index;
      text = regexLiteral.exec(source)?.[0] ?? text;
      pattern.lastIndex = match.index + text.length;
    }
    if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1), line });
    else if (space === undefined) tokens.push({ kind: name === undefined ? 'mark' : 'name', text, line });
    line += text.split('\n').length - 1;
  }
  return tokens;
}

function followsValue(token: Token | undefined): boolean {
  return token !== undefined && (token.kind !== 'mark' || /[)\]}\w]/.test(token.text));
}

/** A property in an object literal, with the tokens of its value. */
interface Property {
  readonly name: string;
  readonly line: number;
  /** How many brackets are open around it. */
  readonly depth: number;
  readonly from: number;
  readonly to: number;
}

/** Every `name: value` with where its value begins and ends, as indexes of tokens. */
function propertiesIn(tokens: readonly Token[]): Property[] {
  const found: Property[] = [];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'mark') depth += '({['.includes(token.text) ? 1 : ')}]'.includes(token.text) ? -1 : 0;
    else if (isKey(tokens, at)) {
      found.push({ name: token.text, line: token.line, depth, from: at + 2, to: endOfValue(tokens, at + 2) });
    }
  }
  return found;
}

function isKey(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.text ?? '';
  return tokens[at + 1]?.text === ':' && (before === '{' || before === ',');
}

function endOfValue(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const { kind, text } = tokens[at] as Token;
    if (kind !== 'mark') continue;
    if ('({['.includes(text)) depth += 1;
    if (')}]'.includes(text)) depth -= 1;
    if (depth < 0 || (depth === 0 && text === ',')) return at;
  }
  return tokens.length;
}

/**
 * The line (from 1) on which a definition says what stands at this path of names: the property itself, or the innermost
 * one on the way to it that the source has. For the empty path, or where nothing of it is there, the line of the
 * version. A light reading of the source: no types, no evaluation.
 */
export function lineOf(source: string, path: readonly string[]): number {
  const properties = propertiesIn(tokensOf(source));
  const top = shallowest(properties.filter(({ name }) => name === 'properties'));
  const whole = { from: 0, to: Number.POSITIVE_INFINITY };
  let found: Property | undefined;
  for (const name of path) {
    const scope: { from: number; to: number } | undefined = found ?? top;
    const next = inside(properties, name, scope ?? whole) ?? (found ? undefined : inside(properties, name, whole));
    if (!next) break;
    found = next;
  }
  return (found ?? shallowest(properties.filter(({ name }) => name === 'version')) ?? top)?.line ?? 1;
}

/** The line (from 1) of the outermost property of this name; 1 where there is none. */
export function lineOfKey(source: string, name: string): number {
  return shallowest(propertiesIn(tokensOf(source)).filter((one) => one.name === name))?.line ?? 1;
}

function inside(properties: readonly Property[], name: string, { from, to }: { from: number; to: number }) {
  return shallowest(properties.filter((one) => one.name === name && one.from > from && one.to <= to));
}

function shallowest(properties: readonly Property[]): Property | undefined {
  return properties.reduce<Property | undefined>(
    (best, one) => (best && best.depth <= one.depth ? best : one),
    undefined,
  );
}

/** The names on a finding's path: `lines[].price` and `["odd name"].*` have two and one. */
export function namesOn(path: string): string[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|([\p{L}_$][\p{L}\p{N}_$]*)/gu)].map(
    ([, quoted, plain]) => plain ?? (JSON.parse(`"${quoted}"`) as string),
  );
}
