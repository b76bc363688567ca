/** Parameters of RFC 3492, section 5. */
const [BASE, LEAST, MOST, SKEW, DAMP] = [36, 1, 26, 38, 700];
const LAST_CODE_POINT = 0x10_ffff;

function adapted(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((BASE - LEAST) * MOST) >> 1; k += BASE) rest = Math.floor(rest / (BASE - LEAST));
  return k + Math.floor(((BASE - LEAST + 1) * rest) / (rest + SKEW));
}

/** The value of a digit in lower case, or 36 where it is none. */
function digitOf(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : BASE;
}

/** One variable-length number (section 3.3): its value and the place behind it; undefined where it is cut off. */
function numberAt(text: string, from: number, bias: number): { value: number; next: number } | undefined {
  let value = 0;
  let weight = 1;
  for (let next = from, k = BASE; next < text.length; k += BASE) {
    const digit = digitOf(text.charCodeAt(next++));
    if (digit >= BASE) return undefined;
    value += digit * weight;
    if (value > LAST_CODE_POINT * 0xff) return undefined;
    const threshold = Math.min(Math.max(k - bias, LEAST), MOST);
    if (digit < threshold) return { value, next };
    weight *= BASE - threshold;
  }
  return undefined;
}

/** What a label behind `xn--`, in lower case, stands for (RFC 3492, section 6.2); undefined where it stands for nothing. */
export function decodePunycode(text: string): string | undefined {
  const split = text.lastIndexOf('-');
  const points = [...text.slice(0, Math.max(split, 0))].map((character) => character.charCodeAt(0));
  let [code, place, bias] = [0x80, 0, 72];
  for (let at = split + 1, first = true; at < text.length; first = false) {
    const found = numberAt(text, at, bias);
    if (found === undefined) return undefined;
    const length = points.length + 1;
    const sum = place + found.value;
    bias = adapted(found.value, length, first);
    code += Math.floor(sum / length);
    place = sum % length;
    if (code > LAST_CODE_POINT || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    points.splice(place++, 0, code);
    at = found.next;
  }
  return String.fromCodePoint(...points);
}
