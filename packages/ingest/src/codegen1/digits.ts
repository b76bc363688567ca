import { below } from './show.js';

/** The number at a JSON pointer as it was sent; undefined where JavaScript writes it the same way. */
export type Digits = (path: string) => string | undefined;

/** What stands between the brackets and commas of a JSON text. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/** The numbers of a JSON text that has passed `JSON.parse`; it is looked through when a number is first asked for. */
export function digitsOf(text: string): Digits {
  let numbers: ReadonlyMap<string, string> | undefined;
  return (path) => {
    numbers ??= numbersIn(text);
    return numbers.get(path);
  };
}

/** An object or a list that is open: where it stands, and the key or index of the value at hand; undefined where a key comes next. */
interface Open {
  readonly path: string;
  key: string | number | undefined;
}

/** Of a key that comes twice, the last value counts, as it does to `JSON.parse`. */
function numbersIn(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const open: Open[] = [];
  for (const [token] of text.matchAll(TOKENS)) {
    const inner = open[open.length - 1];
    if (token === '{') open.push({ path: pathIn(inner), key: undefined });
    else if (token === '[') open.push({ path: pathIn(inner), key: 0 });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') next(inner as Open);
    else if (inner?.key === undefined && inner !== undefined) inner.key = JSON.parse(token) as string;
    else if (token === ':') continue;
    else if (isChanged(token)) found.set(pathIn(inner), token);
    else if (found.size > 0) found.delete(pathIn(inner));
  }
  return found;
}

function next(open: Open): void {
  open.key = typeof open.key === 'number' ? open.key + 1 : undefined;
}

function pathIn(open: Open | undefined): string {
  return open?.key === undefined ? '' : below(open.path, open.key);
}

/** Whether a token is a number that JavaScript writes in another way. */
function isChanged(token: string): boolean {
  return /^-?\d/.test(token) && String(Number(token)) !== token;
}
