import { type AnyNumber, ExactNumber, isAnyNumber, type JsonValue } from '@sluice/contract';
import type { ErrorObject } from 'ajv';
import type { Draft } from '../engine/compile/dialect.js';
import { isRecord } from '../engine/compile/pointer.js';
import { isMultipleOf } from '../engine/multiple-of.js';
import type { AnySchema } from '../engine/types.js';
import { makeEngine } from './ajv-engine.js';
import { type Oracle, oracleOn } from './oracle-on.js';
import type { OracleOptions } from './oracle-options.js';
import { schemaMaps } from './oracle-schema.js';
import { Ranks } from './ranks.js';

const bounds: readonly string[] = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

/**
 * Ajv as the oracle of a schema or of values with numbers that no double holds: it is shown stand-ins for all numbers, in
 * the same order ({@link Ranks}), and multiples are reckoned with what they stand for. Takes a schema as
 * `oracleSchema` gives it; throws where Ajv cannot compile it, or where our own keyword looks at numbers.
 */
export function exactOracle(schema: AnySchema, draft: Draft, options: OracleOptions): Oracle {
  const numbers: AnyNumber[] = [];
  const divisors: AnyNumber[] = [];
  visited(schema, {
    number: (number) => numbers.push(number),
    divisor: (divisor) => divisors.push(divisor),
  });
  const ranks = new Ranks(numbers);
  const marks = standIns(ranks, numbers);
  const shown = visited(schema, {
    number: (number) => rankIn(marks, number),
    divisor: (divisor) => divisors.indexOf(divisor) + 1,
  }) as AnySchema;
  let current = new Map<number, AnyNumber>();
  const engine = makeEngine(draft, options, (divisor, rank) => {
    const holds = isMultipleOf(current.get(rank) as AnyNumber, divisors[divisor - 1] as AnyNumber);
    return [holds, holds];
  });
  const originals = new Map([...marks.values()].map(({ rank, number }) => [rank, number]));
  const oracle = oracleOn(engine, shown, (error) => told(error, originals));
  const ask = <T>(value: JsonValue, question: (shown: JsonValue) => T): T | undefined => {
    const found = ranks.of(numbersIn(value));
    if (!found) return undefined;
    current = new Map([...found.values()].map(({ rank, number }) => [rank, number]));
    return question(replaced(value, (number) => rankIn(found, number)) as JsonValue);
  };
  return {
    accepts: (value) => ask(value, oracle.accepts),
    reasons: (value) => ask(value, oracle.reasons) ?? [],
  };
}

type StandIns = ReadonlyMap<string, { readonly rank: number; readonly number: AnyNumber }>;

function standIns(ranks: Ranks, numbers: Iterable<AnyNumber>): StandIns {
  const found = ranks.of(numbers);
  if (!found) throw new RangeError('Too many numbers.');
  return found;
}

function rankIn(ranks: StandIns, number: AnyNumber): number {
  return (ranks.get(String(number)) as { readonly rank: number }).rank;
}

/** Ajv's words about a bound name the stand-in. */
function told(error: ErrorObject, originals: ReadonlyMap<number, AnyNumber>): ErrorObject {
  if (!bounds.includes(error.keyword)) return error;
  const { comparison, limit } = error.params as { readonly comparison: string; readonly limit: number };
  const original = originals.get(limit);
  return { ...error, message: `must be ${comparison} ${original instanceof ExactNumber ? original.text : original}` };
}

/** What becomes of the numbers in a schema: those that values are held against, and those they have to be multiples of. */
interface Visitor {
  number(number: AnyNumber): unknown;
  divisor(divisor: AnyNumber): unknown;
}

function visited(schema: unknown, visitor: Visitor): unknown {
  if (Array.isArray(schema)) return schema.map((one) => visited(one, visitor));
  if (!isRecord(schema)) return schema;
  const entries = Object.entries(schema).map(([keyword, value]) => [keyword, keywordOf(keyword, value, visitor)]);
  return Object.fromEntries(entries);
}

function keywordOf(keyword: string, value: unknown, visitor: Visitor): unknown {
  if (keyword === 'x-sluice') throw new RangeError('Decimals are read as text.');
  if (keyword === 'const' || keyword === 'enum') return replaced(value, visitor.number);
  if (isAnyNumber(value)) {
    if (bounds.includes(keyword)) return visitor.number(value);
    if (keyword === 'multipleOf') return visitor.divisor(value);
    return value instanceof ExactNumber ? Math.min(Number(value.text), Number.MAX_VALUE) : value;
  }
  if (!schemaMaps.includes(keyword) || !isRecord(value)) return visited(value, visitor);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visited(inner, visitor)]));
}

function replaced(value: unknown, replace: (number: AnyNumber) => unknown): unknown {
  if (isAnyNumber(value)) return replace(value);
  if (Array.isArray(value)) return value.map((member) => replaced(member, replace));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaced(member, replace)]));
}

function numbersIn(value: unknown): AnyNumber[] {
  const numbers: AnyNumber[] = [];
  replaced(value, (number) => numbers.push(number));
  return numbers;
}
