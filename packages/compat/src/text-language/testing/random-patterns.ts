/** Numbers from 0 up to (not including) the argument, the same for the same seed. */
export type Random = (below: number) => number;

/** A small linear congruential generator: tests need the same numbers on every machine, not good ones. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One of the list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)] as T;
}

/** The characters that random texts consist of: the edges of the classes, a line end, a letter and a pair beyond ASCII. */
export const characters = ['a', 'b', '0', '_', '-', ' ', '\n', 'é', '😀'];

const atoms = [
  'a',
  'b',
  '0',
  '-',
  '.',
  '\\d',
  '\\w',
  '\\W',
  '\\s',
  '[ab]',
  '[^a]',
  '[^]',
  '[a-z0-9]',
  '[\\w-]',
  'é',
  '[^\\W_]',
  '\\n',
];
const assertions = ['^', '$', '\\b', '\\B', '(?=a)', '(?!b)', '(?<=a)', '(?<!\\w)', '(?!\\n)'];
const counts = ['*', '+', '?', '*?', '{2}', '{1,2}', '{0,3}', '{2,}', '{9}', '{3,12}', '{0}'];
const harder = ['(?=a.*b)', '(?!.*-)', '(?<=a0)', '(?:\\1)', '(?<!ab)'];

/** A random regular expression that is valid with and without the flag u; `hard` adds what no automaton can follow. */
export function randomPattern(random: Random, depth = 3, hard = false): string {
  const items = Array.from({ length: 1 + random(4) }, () => item(random, depth, hard));
  const body = items.join('');
  const anchored = random(3) === 0 ? `^${body}$` : random(4) === 0 ? `^${body}` : body;
  return hard && anchored.includes('\\1') ? `(a|b*)${anchored}` : anchored;
}

function item(random: Random, depth: number, hard: boolean): string {
  if (hard && random(6) === 0) return pick(random, harder);
  if (random(9) === 0) return pick(random, assertions);
  const group = depth > 0 && random(4) === 0;
  const atom = group ? groupOf(random, depth - 1, hard) : pick(random, atoms);
  return random(3) === 0 ? atom + pick(random, counts) : atom;
}

function groupOf(random: Random, depth: number, hard: boolean): string {
  const options = Array.from({ length: 1 + random(3) }, () => randomPattern(random, depth, hard));
  return `${pick(random, ['(?:', '(?:', '('])}${random(8) === 0 ? '' : options.join('|')})`;
}

/** A random text of up to `longest` of the characters. */
export function randomText(random: Random, longest: number): string {
  return Array.from({ length: random(longest + 1) }, () => pick(random, characters)).join('');
}
