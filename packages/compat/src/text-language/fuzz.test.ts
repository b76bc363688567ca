import { describe, expect, it } from 'vitest';
import { anyText, solveText, type TextConstraints } from './index.js';
import { characters, pick, type Random, randomOf, randomPattern, randomText } from './testing/random-patterns.js';

const flags = { true: ['u'], false: ['u', ''] } as const;

function exactly(text: string): string {
  return `^${text.replace(/[-]/g, '\\x2d').replace(/\n/g, '\\n')}$`;
}

function memberTest(
  { patterns, notPatterns, ...rest }: TextConstraints,
  flags: readonly string[],
): (text: string) => boolean {
  const compile = (list: readonly string[]) => flags.flatMap((flag) => list.map((text) => new RegExp(text, flag)));
  const wanted = compile(patterns);
  const unwanted = compile(notPatterns);
  return (text) => {
    const length = [...text].length;
    if (length < rest.minLength || length > rest.maxLength || rest.excluded.includes(text)) return false;
    return wanted.every((regExp) => regExp.test(text)) && !unwanted.some((regExp) => regExp.test(text));
  };
}

function allTexts(longest: number): string[] {
  const texts = [''];
  for (let from = 0, length = 0; length < longest; length++) {
    const shorter = texts.slice(from);
    from = texts.length;
    for (const text of shorter) for (const character of characters) texts.push(text + character);
  }
  return texts;
}

function randomConstraints(random: Random, hard: boolean): TextConstraints {
  const list = (most: number): string[] =>
    Array.from({ length: random(most + 1) }, () => randomPattern(random, 2, hard));
  const minLength = random(2) === 0 ? 0 : random(4);
  const maxLength = random(2) === 0 ? Number.POSITIVE_INFINITY : minLength + random(5);
  const excluded = Array.from({ length: random(3) }, () => randomText(random, 2));
  return { ...anyText, minLength, maxLength, patterns: list(2), notPatterns: list(2), excluded };
}

describe('membership of single texts is what RegExp says', () => {
  it.each([true, false])('unicode: %s', (unicode) => {
    const random = randomOf(7);
    const wrong: unknown[] = [];
    for (let i = 0; i < 2000; i++) {
      const pattern = randomPattern(random);
      const text = randomText(random, 6);
      const verdicts = flags[`${unicode}`].map((flag) => new RegExp(pattern, flag).test(text));
      if (new Set(verdicts).size > 1) continue;
      const want = verdicts[0] ? 'example' : 'empty';
      const given = solveText({ ...anyText, patterns: [pattern, exactly(text)] }, { unicode }).kind;
      const other = solveText({ ...anyText, patterns: [exactly(text)], notPatterns: [pattern] }, { unicode }).kind;
      if (given !== want || other === want) wrong.push({ pattern, text, want, given, other });
    }
    expect(wrong).toEqual([]);
  });
});

describe('no text contradicts an answer', () => {
  const texts = allTexts(4);
  it.each([
    { unicode: true, hard: false, unknownAtMost: 3 },
    { unicode: true, hard: true, unknownAtMost: 70 },
    { unicode: false, hard: false, unknownAtMost: 8 },
    { unicode: false, hard: true, unknownAtMost: 70 },
  ])('%o', ({ unicode, hard, unknownAtMost }) => {
    const random = randomOf(11);
    const wrong: unknown[] = [];
    const counts = { empty: 0, example: 0, unknown: 0 };
    for (let i = 0; i < 600; i++) {
      const constraints = randomConstraints(random, hard);
      const answer = solveText(constraints, { unicode });
      counts[answer.kind] += 1;
      const memberIn = memberTest(constraints, flags[`${unicode}`]);
      if (answer.kind === 'example') {
        for (const text of [answer.value, ...answer.more]) if (!memberIn(text)) wrong.push({ constraints, text });
      }
      const sample = answer.kind === 'empty' ? texts : Array.from({ length: 20 }, () => pick(random, texts));
      const member = answer.kind === 'example' ? undefined : sample.find(memberIn);
      if (member !== undefined && (answer.kind === 'empty' || !hard)) wrong.push({ constraints, answer, member });
    }
    expect(wrong).toEqual([]);
    expect(counts.unknown).toBeLessThanOrEqual(unknownAtMost);
  });
});

describe('counts that become lengths', () => {
  const texts = Array.from({ length: 24 * 4 }, (_, i) => 'a'.repeat(Math.floor(i / 4)) + 'b'.repeat(i % 4));

  function counted(random: Random): string {
    const least = random(12);
    const count = pick(random, [`{${least},${least + random(12)}}`, `{${least},}`, `{${least}}`, '*']);
    const body = pick(random, ['a', '[ab]', '(?:aa|ab)', '(?:a|bb)', '(?:a?)']);
    const look = pick(random, ['', '', '(?=.{3,9}$)', '(?!a{9,}b)']);
    return `^${look}${pick(random, ['', 'a', 'a?'])}${body}${count}${pick(random, ['', 'b', 'b{0,2}', '(?<!aab)'])}$`;
  }

  it('no text contradicts an answer', () => {
    const random = randomOf(23);
    const wrong: unknown[] = [];
    for (let i = 0; i < 1500; i++) {
      const minLength = random(10);
      const maxLength = pick(random, [Number.POSITIVE_INFINITY, minLength + random(12)]);
      const list = (): string[] => Array.from({ length: random(3) }, () => counted(random));
      const constraints = { ...anyText, minLength, maxLength, patterns: [...list(), '^a*b*$'], notPatterns: list() };
      const answer = solveText(constraints);
      const isMember = memberTest(constraints, ['u']);
      const members = answer.kind === 'example' ? [answer.value, ...answer.more] : texts.filter(isMember);
      const isRight = answer.kind === 'example' ? members.every(isMember) : members.length === 0;
      if (!isRight || answer.kind === 'unknown') wrong.push({ constraints, answer, members });
    }
    expect(wrong).toEqual([]);
  });
});
