import { describe, expect, it } from 'vitest';
import { mostSteps, patternCost } from './cost.js';
import { parse } from './parse.js';
import { patternProblem } from './slow.js';
import { countReads, TooMany } from './testing/count-reads.js';

/** From advisories, papers and packages: each took a validator down, or grows with a power of the text's length. */
const dangerous: readonly (readonly [pattern: string, safeAtMost: number])[] = [
  ['^(a+)+$', 29],
  ['^(a|a)*$', 29],
  ['(a|aa)+$', 29],
  ['^(a|a?)+$', 29],
  ['(.*a){12}', 29],
  ['^(a*)*$', 29],
  ['^(a{1,30}){1,30}$', 29],
  ['^(?:a?){50}a{50}$', 29],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 29],
  [
    '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$',
    29,
  ],
  ['^(\\w+\\s?)*$', 29],
  ['^(\\d+)*$', 29],
  ['^(.+)+@example\\.com$', 29],
  ['^(?:[a-z]+\\.?)+$', 29],
  ['^(([^<>()[\\].,;:\\s@"]+(\\.[^<>()[\\].,;:\\s@"]+)*)+)@x$', 29],
  ['^(?:(?:https?|ftp):\\/\\/)?(?:[\\w-]+\\.?)+$', 29],
  ['^((ab)*)+$', 29],
  ['^(https?:\\/\\/)?([\\da-z\\.-]+)\\.([a-z\\.]{2,6})([\\/\\w \\.-]*)*\\/?$', 29],
  ['^(a|b|ab)*c$', 50],
  ['(x+x+)+y', 40],
  ['^(\\s*\\w+\\s*)*;$', 29],
  ['^(0|1|01)*$', 50],
  ['^(?:[^"\\\\]+|\\\\.)*$', 29],
  ['<(?:[^>"\']*|"[^"]*")*>', 29],
  ['^(\\p{L}|\\w)*$', 29],
  ['^(?:.|\\n)*x{5,}(?:.|\\n)*y$', 700],
  ['\\s+$', 700],
  ['^\\s+|\\s+$', 700],
  ['\\d+%', 700],
  ['a.*b.*c', 150],
  ['x*x*x*x*$', 60],
  ['^.*,.*,.*,.*;$', 120],
  ['^[^@]+@[^@]+\\.[^@]+$', 700],
  ['\\b\\w+@\\w+\\b', 700],
  ['(?:\\r?\\n)+\\s*$', 700],
];

/** From definitions in use. */
const harmless: readonly string[] = [
  '^[A-Z]{3}$',
  '^[a-z]+$',
  '[a-z]+',
  '',
  '^$',
  '^.*$',
  '.',
  '^\\s+$',
  '^[a-z0-9]+(-[a-z0-9]+)*$',
  '^[a-z][a-z0-9]*(_[a-z0-9]+)*$',
  '^-?(0|[1-9]\\d{0,18})$',
  '^-?(0|[1-9]\\d{0,7})(\\.\\d{1,2})?$',
  '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$|^[0-9a-f]{16}$',
  '^#(?:[0-9a-fA-F]{3}){1,2}$',
  '^\\d{1,3}(?:\\.\\d{1,3}){3}$',
  '^\\+[1-9]\\d{1,14}$',
  '^https://[^\\s/?#]+(?:/[^\\s]*)?$',
  '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$',
  '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  '^iglu:[a-zA-Z0-9-_.]+/[a-zA-Z0-9-_]+/[a-zA-Z0-9-_]+/([1-9][0-9]*|\\*)-((?:0|[1-9][0-9]*)|\\*)-((?:0|[1-9][0-9]*)|\\*)$',
  '^v?\\d+\\.\\d+\\.\\d+(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$',
  '^(?:[^"\\\\]|\\\\.)*$',
  '^(\\d{1,3},){1,1000}$',
  '^[a-z]{1,65535}$',
  "^\\p{L}[\\p{L}\\p{M} '-]*$",
  '^(?:GET|POST|PUT|DELETE|PATCH)$',
  '^(?!-)[a-z-]+(?<!-)$',
  '^(a?){0,30}$',
  'a.{20}b.{20}c',
  '^\\w+(\\s\\w+)*$',
];

describe('what a pattern costs', () => {
  it.each(dangerous)('%s is not for texts of any length', (pattern, safeAtMost) => {
    const { perCharacter, longest, attack } = patternCost(pattern);
    expect(perCharacter).toBeUndefined();
    expect(longest).toBeLessThanOrEqual(safeAtMost);
    expect(patternProblem(pattern, undefined)?.message).toMatch(
      /can take a validator too long: [\d,]+ steps for ".*\(\d+ char/s,
    );
    expect(patternProblem(pattern, longest)).toBeUndefined();
    expect(patternProblem(pattern, longest + 1)).toBeDefined();
    expect(attack?.steps).toBeGreaterThan(mostSteps / 10);
  });

  it.each(harmless)('%s is for texts of any length', (pattern) => {
    expect(patternCost(pattern).perCharacter).toBeLessThanOrEqual(100);
    expect(patternProblem(pattern, undefined)).toBeUndefined();
  });

  it('is what a matcher does with the text that is shown, two characters more or less', () => {
    for (const [pattern] of dangerous) {
      const { attack = { text: '', steps: 0 } } = patternCost(pattern);
      const { reads, found } = countReads(parse(pattern, 'code points'), `${attack.text}\u0000\n`, 10_000_000);
      expect(reads, pattern).toBeLessThanOrEqual(attack.steps * 4 + 100);
      expect(found || reads > attack.steps / 30, `${pattern}: ${reads} of ${attack.steps}`).toBe(true);
    }
  });

  const beyond: readonly { pattern: string; maxLength?: number; want: RegExp | undefined }[] = [
    { pattern: '^(a)\\1$', want: /has a back-reference, which no automaton follows, and no maxLength/ },
    { pattern: '^(?=.*\\d)(?=.*[a-z]).{8,64}$', want: /has a look-around, .* and no maxLength/ },
    { pattern: '^(?=.*\\d)(?=.*[a-z]).{8,64}$', maxLength: 257, want: /and maxLength 257/ },
    { pattern: '^(?=.*\\d)(?=.*[a-z]).{8,64}$', maxLength: 256, want: undefined },
    { pattern: '(?<=https?://)\\w', maxLength: 256, want: undefined },
    { pattern: '^(["\']).*\\1$', maxLength: 256, want: undefined },
    { pattern: '^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$', maxLength: 15, want: undefined },
    { pattern: '^(?<q>["\']).*\\k<q>$', maxLength: 256, want: undefined },
    { pattern: '^(?=(a+)+$)a', maxLength: 256, want: /steps for "a/ },
    { pattern: '^(a+)+\\1$', maxLength: 256, want: /steps for "a/ },
    { pattern: '(?<=^.*foo)a', maxLength: 256, want: /more than 250,000 steps/ },
    { pattern: `${'('.repeat(300)}a${')'.repeat(300)}`, want: /cannot be followed/ },
  ];
  it.each(beyond)('$pattern with maxLength $maxLength', ({ pattern, maxLength, want }) => {
    const problem = patternProblem(pattern, maxLength);
    if (want) expect(problem?.message).toMatch(want);
    else expect(problem).toBeUndefined();
  });
});

/** A small generator of numbers: the same everywhere. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const atoms = [
  'a',
  'b',
  '[ab]',
  '.',
  '(?:ab)',
  'c',
  '(?:a|b)',
  '(?:a|ab)',
  '(?:a*)',
  '(?:b?a)',
  '(?=a)',
  '(?!b)',
  '\\b',
  '(?=a*b)',
];
const counts = ['', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,3}', '{0,4}', '{2,}'];

function randomPattern(next: (below: number) => number, depth: number): string {
  const items = Array.from({ length: 1 + next(3) }, () => {
    const atom =
      depth > 0 && next(3) === 0 ? `(?:${randomPattern(next, depth - 1)})` : (atoms[next(atoms.length)] as string);
    return (
      atom + (atom.startsWith('(?=') || atom.startsWith('(?!') || atom === '\\b' ? '' : counts[next(counts.length)])
    );
  });
  return items.join('') + (next(4) === 0 ? `|${atoms[next(4)]}` : '');
}

it.each(['^(?:x{1000}){1000}$', '^(?:(?:ab?){900}){900}c', '(?:x{0,500}?y?){800}z'])(
  'says of %s that no length is known with which it is quick',
  (pattern) => {
    expect(patternCost(pattern)).toMatchObject({ perCharacter: undefined, longest: 0 });
  },
);

it('shows no text as proof that takes fewer steps than are allowed', () => {
  expect(patternProblem('^.*a.*b.*c$', undefined)?.message).toContain(
    '(63 characters), and perhaps more than 250,000 for another of that length.',
  );
});

describe('the bound of a random pattern', () => {
  it('is never below what a matcher does', () => {
    const next = numbers(7);
    let [linear, compared] = [0, 0];
    for (let i = 0; i < Number(process.env.SLUICE_ROUNDS ?? 400); i++) {
      const body = randomPattern(next, 2);
      const pattern = `${next(2) === 0 ? '^' : ''}(?:${body})${next(2) === 0 ? '$' : 'd'}`;
      const { perCharacter, longest } = patternCost(pattern);
      if (perCharacter !== undefined) linear++;
      const node = parse(pattern, 'code points');
      for (const text of textsFor(next)) {
        const most = perCharacter === undefined ? mostSteps : perCharacter * (text.length + 1);
        if (perCharacter === undefined && text.length > longest) continue;
        expect(within(node, text, most), `${pattern} on ${JSON.stringify(text)}: more than ${most}`).toBe(true);
        compared++;
      }
    }
    expect(linear).toBeGreaterThan(40);
    expect(compared).toBeGreaterThan(1_000);
  });
});

function textsFor(next: (below: number) => number): string[] {
  const word = () => Array.from({ length: 1 + next(3) }, () => 'abc'[next(3)]).join('');
  return [
    word().repeat(12),
    word() + word().repeat(9),
    word() + word() + word(),
    'a'.repeat(40),
    `${'ab'.repeat(20)}c`,
  ];
}

function within(node: ReturnType<typeof parse>, text: string, most: number): boolean {
  try {
    countReads(node, text, most);
    return true;
  } catch (error) {
    if (error instanceof TooMany) return false;
    throw error;
  }
}
