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

/** An object or a list that is open: where it stands, and the key or index that comes next. */
interface Open {
  readonly path: string;
  readonly isList: boolean;
  key: string | number;
}

/** Of a key that comes twice, the last value counts, as it does to `JSON.parse`. */
function numbersIn(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const open: Open[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKENS)) {
    const inner = open[open.length - 1];
    if (token === '{' || token === '[') {
      const isList = token === '[';
      open.push({ path: pathIn(inner), isList, key: isList ? 0 : '' });
    } else if (token === '}' || token === ']') open.pop();
    else if (token === ',') {
      if (inner?.isList) (inner.key as number)++;
    } else if (token === ':') (inner as Open).key = JSON.parse(last) as string;
    else if (isChanged(token)) found.set(pathIn(inner), token);
    else if (found.size > 0) found.delete(pathIn(inner));
    last = token;
  }
  return found;
}

function pathIn(open: Open | undefined): string {
  return open === undefined ? '' : below(open.path, open.key);
}

/** Whether a token is a number that JavaScript writes in another way. */
function isChanged(token: string): boolean {
  return /^-?\d/.test(token) && String(Number(token)) !== token;
}
