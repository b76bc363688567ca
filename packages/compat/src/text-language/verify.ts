import { safeTest, type TextUnits } from '@sluice/contract/patterns';
import { formatOf } from './formats/index.js';
import type { TextConstraints } from './text.js';

/** Decides membership of single strings by RegExp, independently of the automata. */
export interface Verifier {
  /** Whether lengths and patterns allow the text. */
  readonly fits: (text: string) => boolean;
  /** Whether the text is surely of the formats, surely not of those it must not be of, and not excluded. */
  readonly isSettled: (text: string) => boolean;
}

/** The flags of a reading. */
export const flagsOf: { readonly [R in TextUnits]: string } = { 'code points': 'u', units: '' };

/** What only flag `u` gives a meaning; by code unit it would stand for the letters themselves. */
const codePointSyntax = /\\(?:[pP]\{|u\{)/;

/** Whether a pattern makes sense by code point only. */
export function needsCodePoints(pattern: string): boolean {
  return codePointSyntax.test(pattern);
}

/** The readings in which the engine accepts all patterns; by code point alone where one of them needs that. */
export function readingsOf({ patterns, notPatterns }: TextConstraints, unicode: boolean): TextUnits[] {
  const all = [...patterns, ...notPatterns];
  const accepted = (reading: TextUnits) => all.every((text) => compile(text, flagsOf[reading]));
  const readings = (['code points', 'units'] as const).filter(accepted);
  const alone = unicode || all.some(needsCodePoints);
  return alone && readings.includes('code points') ? ['code points'] : readings.filter(() => !unicode);
}

/** The pattern as a RegExp; undefined if the engine refuses it. */
export function compile(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

/** A verifier that demands agreement of all the readings. */
export function verifierOf(constraints: TextConstraints, readings: readonly TextUnits[]): Verifier {
  const tests = (patterns: readonly string[]) =>
    readings.flatMap((reading) => patterns.map((pattern) => safeTest(pattern, reading)));
  const wanted = tests(constraints.patterns);
  const unwanted = tests(constraints.notPatterns);
  const excluded = new Set(constraints.excluded);
  return {
    fits: (text) =>
      hasLength(text, constraints) &&
      isWellFormed(text) &&
      wanted.every((test) => test(text) === true) &&
      unwanted.every((test) => test(text) === false),
    isSettled: (text) =>
      !excluded.has(text) &&
      constraints.formats.every((id) => isSurely(text, id)) &&
      constraints.notFormats.every((id) => isSurelyNot(text, id)),
  };
}

function hasLength(text: string, { minLength, maxLength }: TextConstraints): boolean {
  if (text.length < minLength) return false;
  let length = 0;
  for (const _ of text) length += 1;
  return length >= minLength && length <= maxLength;
}

/** JSON text in UTF-8 cannot carry half a surrogate pair. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function isSurely(text: string, id: string): boolean {
  const { members, surely, maxLength = Number.POSITIVE_INFINITY } = formatOf(id);
  return members.includes(text) || (text.length <= maxLength && new RegExp(surely).test(text));
}

function isSurelyNot(text: string, id: string): boolean {
  const { others, possibly } = formatOf(id);
  return others.includes(text) || !new RegExp(possibly).test(text);
}
