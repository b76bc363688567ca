import { patternCost } from './cost.js';
import type { TextUnits } from './cursor.js';
import { finds } from './matcher.js';
import { parse } from './parse.js';
import { programOf } from './program.js';

/** Texts of so few characters take few steps whatever the pattern is. */
const short = 12;
const flags: { readonly [R in TextUnits]: string } = { 'code points': 'u', units: '' };

/**
 * Whether a pattern is found in a text, as a function: by RegExp where that takes few steps, by following all ways at once
 * where it may not; undefined where neither can be done. Throws a SyntaxError for what is no pattern in this reading.
 */
export function safeTest(pattern: string, reading: TextUnits): (text: string) => boolean | undefined {
  const expression = new RegExp(pattern, flags[reading]);
  let longest = short;
  return (text) => {
    if (text.length > longest) longest = Math.max(short, patternCost(pattern, reading).longest);
    if (text.length <= longest) return expression.test(text);
    const program = programOf(parse(pattern, reading));
    return program.exact ? finds(program, text, reading) : undefined;
  };
}
