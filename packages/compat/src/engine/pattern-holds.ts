import { safeTest, type TextUnits } from '@sluice/contract/patterns';
import { needsCodePoints } from '../text-language/index.js';

/** Undefined where finding out would take too long. */
type Test = (text: string) => boolean | undefined;

interface Readings {
  readonly byCodePoint: Test | undefined;
  readonly byCodeUnit: Test | undefined;
}

const readings = new Map<string, Readings>();
/** Patterns kept at a time; all are forgotten when there are more. */
const mostReadings = 1000;

/**
 * Whether a pattern is found in a text, as ECMAScript reads it by code point (flag `u`), or by code unit where it is no
 * such pattern. Undefined where validators differ: where the two readings do, or where it is neither; and where finding out
 * would take too long.
 */
export function patternHolds(pattern: string, text: string): boolean | undefined {
  const [byCodePoint, byCodeUnit] = patternAnswers(pattern, text);
  return byCodePoint === byCodeUnit ? byCodePoint : undefined;
}

/** The two answers: by code point and by code unit. The only one there is twice, and one of each where there is no answer. */
export function patternAnswers(pattern: string, text: string): readonly [byCodePoint: boolean, byCodeUnit: boolean] {
  const { byCodePoint, byCodeUnit } = readingsOf(pattern);
  const [one, other] = [byCodePoint ?? byCodeUnit, byCodeUnit ?? byCodePoint];
  const answers = [one?.(text), other?.(text)] as const;
  return answers[0] === undefined || answers[1] === undefined ? [true, false] : [answers[0], answers[1]];
}

/** Whether ECMAScript takes a text for a pattern, by code point or by code unit. */
export function isPattern(text: string): boolean {
  const { byCodePoint, byCodeUnit } = readingsOf(text);
  return byCodePoint !== undefined || byCodeUnit !== undefined;
}

function readingsOf(pattern: string): Readings {
  const known = readings.get(pattern);
  if (known) return known;
  if (readings.size >= mostReadings) readings.clear();
  const byCodePoint = compiled(pattern, 'code points');
  const alone = byCodePoint && needsCodePoints(pattern);
  const made = { byCodePoint, byCodeUnit: alone ? undefined : compiled(pattern, 'units') };
  readings.set(pattern, made);
  return made;
}

function compiled(pattern: string, reading: TextUnits): Test | undefined {
  try {
    return safeTest(pattern, reading);
  } catch {
    return undefined;
  }
}
