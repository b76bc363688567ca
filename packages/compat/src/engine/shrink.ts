import { type AnyNumber, compareNumbers, isAnyNumber, type JsonObject, type JsonValue } from '@sluice/contract';

/** Values looked at before the smallest so far has to do, and members of them all together: of a large value there are fewer. */
const mostTries = 400;
const mostMembers = 200_000;
const fewestTries = 60;

/**
 * The smallest value reachable by leaving out parts and by simpler scalars for which the condition still holds: nothing
 * of it can be spared. Large parts are tried first, so that a long list takes few steps.
 */
export function shrink(value: JsonValue, holds: (candidate: JsonValue) => boolean): JsonValue {
  const most = Math.min(mostTries, Math.max(fewestTries, Math.floor(mostMembers / sizeOf(value))));
  let tries = 0;
  const test: Test = (candidate) => tries < most && ++tries > 0 && holds(candidate());
  let best = value;
  for (let before: JsonValue | undefined; before !== best && tries < most; ) {
    before = best;
    best = smaller(best, test);
  }
  return best;
}

/** Values inside a value, itself included. */
function sizeOf(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, member) => sum + sizeOf(member as JsonValue), 1);
}

/** Candidates are made only as long as any are looked at. */
type Test = (candidate: () => JsonValue) => boolean;

/** One pass over a value and everything in it; the very same value where nothing smaller passes. */
function smaller(value: JsonValue, test: Test): JsonValue {
  if (typeof value === 'string') return smallerText(value, test);
  if (isAnyNumber(value)) return smallerNumber(value, test);
  if (value === null || typeof value !== 'object') return value;
  return Array.isArray(value) ? smallerList(value, test) : smallerObject(value, test);
}

function smallerText(text: string, test: Test): string {
  const letters = [...text];
  let length = letters.length;
  for (let less = length; less > 0; less = Math.floor(less / 2)) {
    while (less <= length && test(() => letters.slice(0, length - less).join(''))) length -= less;
  }
  return length === letters.length ? text : letters.slice(0, length).join('');
}

function smallerNumber(number: AnyNumber, test: Test): AnyNumber {
  const near = typeof number === 'number' ? [Math.trunc(number)] : [];
  const simpler = [0, 1, -1, ...near].filter((one) => isNearer(one, number));
  return simpler.find((one) => test(() => one)) ?? number;
}

/** Whether the first of two numbers is nearer to 0. */
function isNearer(one: number, other: AnyNumber): boolean {
  if (typeof other === 'number') return Math.abs(one) < Math.abs(other);
  return compareNumbers(other, 0) < 0
    ? compareNumbers(-Math.abs(one), other) > 0
    : compareNumbers(Math.abs(one), other) < 0;
}

function smallerList(list: JsonValue[], test: Test): JsonValue[] {
  let result = fewer(list, test);
  for (const [index, element] of result.entries()) {
    const inner = smaller(element, (candidate) => test(() => result.with(index, candidate())));
    if (inner !== element) result = result.with(index, inner);
  }
  return result;
}

function smallerObject(object: JsonObject, test: Test): JsonObject {
  const entries = Object.entries(object);
  const kept = fewer(entries, (some) => test(() => Object.fromEntries(some())));
  let result = kept === entries ? object : Object.fromEntries(kept);
  for (const [name, member] of kept) {
    const inner = smaller(member, (candidate) => test(() => ({ ...result, [name]: candidate() })));
    if (inner !== member) result = { ...result, [name]: inner };
  }
  return result;
}

/** Leaves out as many members in a row as possible, then fewer and fewer. */
function fewer<T>(members: T[], test: (members: () => T[]) => boolean): T[] {
  let kept = members;
  for (let less = kept.length; less > 0; less = Math.floor(less / 2)) {
    for (let from = 0; from < kept.length; ) {
      const without = spliced(kept, from, less);
      if (test(without)) kept = without();
      else from += less;
    }
  }
  return kept;
}

function spliced<T>(members: readonly T[], from: number, count: number): () => T[] {
  return () => members.toSpliced(from, count);
}
