import { type JsonValue, readJson } from '@sluice/contract';
import type { Answer, AnySchema, Direction } from '../engine/types.js';
import type { PairAnswers, PairFinding } from './pair-findings.js';

/** One line of a file of pairs, read. */
export interface PairLine {
  /** Whatever the line calls itself; given back as it is. */
  readonly id?: JsonValue;
  readonly old: AnySchema;
  readonly new: AnySchema;
}

/** Why a line has no answer. */
export interface PairError {
  /** `not-json`, `not-a-pair`, or the code of what is wrong with one of its schemas. */
  readonly code: string;
  /** Number of the line, from 1 on, where the line itself cannot be read. */
  readonly line?: number;
  readonly message: string;
  /** Which schema it is about. */
  readonly side?: 'old' | 'new';
  /** JSON pointer into that schema. */
  readonly path?: string;
  readonly fix?: string;
}

/** The answer to a line, to be written as one line of JSON. */
export type PairResultLine =
  | ({ readonly id?: JsonValue; readonly findings: readonly PairFinding[] } & { readonly [D in Direction]?: Answer })
  | { readonly id?: JsonValue; readonly error: PairError };

/**
 * Reads `{"id", "old", "new"}`; what cannot be read is an error with the number of the line, and with the id where at
 * least that can be read.
 */
export function readPairLine(
  text: string,
  line: number,
): PairLine | { readonly id?: JsonValue; readonly error: PairError } {
  let value: unknown;
  try {
    value = readJson(text.replace(/^\u{FEFF}/u, ''));
  } catch (error) {
    return { error: { code: 'not-json', line, message: `Line ${line} is no JSON: ${(error as Error).message}` } };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { error: { code: 'not-a-pair', line, message: `Line ${line} is no object with "id", "old" and "new".` } };
  }
  const { id, ...given } = value as { readonly id?: JsonValue; readonly [member: string]: unknown };
  const missing = ['old', 'new'].find((side) => given[side] === undefined);
  if (missing === undefined) return { ...withId(id), ...(given as unknown as Omit<PairLine, 'id'>) };
  return { ...withId(id), error: { code: 'not-a-pair', line, message: `Line ${line} has no "${missing}".` } };
}

/** The line that answers a pair. */
export function pairResultLine(
  id: JsonValue | undefined,
  answers: PairAnswers,
  findings: readonly PairFinding[],
): PairResultLine {
  const { backward, forward } = answers;
  return {
    ...withId(id),
    ...(backward && { backward: backward.answer }),
    ...(forward && { forward: forward.answer }),
    findings,
  };
}

/** The line for a pair that has no answer. */
export function pairErrorLine(id: JsonValue | undefined, error: PairError): PairResultLine {
  return { ...withId(id), error };
}

function withId(id: JsonValue | undefined): { readonly id?: JsonValue } {
  return id === undefined ? {} : { id };
}
