import { type JsonValue, readJson, writeJson } from '@sluice/contract';
import { expect, it } from 'vitest';
import { Random } from '../../test/fuzz/random.js';
import { comparePair } from './compare-pair.js';
import type { AnySchema } from './types.js';

/** Where doubles are further apart than what is compared. Everything is reckoned in halves, as whole numbers. */
const bases = [0n, 2n ** 53n, -(2n ** 53n), 2n ** 63n, -(2n ** 63n), 2n ** 64n, 10n ** 30n, 10n ** 320n];
const window = 5n;

/** A set of numbers: as JSON Schema, and as a function of halves. */
interface NumberSet {
  readonly text: string;
  readonly has: (halves: bigint) => boolean;
}

function written(halves: bigint): string {
  const sign = halves < 0n ? '-' : '';
  const size = halves < 0n ? -halves : halves;
  return `${sign}${size / 2n}${size % 2n === 0n ? '' : '.5'}`;
}

function both(...sets: readonly NumberSet[]): NumberSet {
  return {
    text: `{"allOf":[${sets.map(({ text }) => text).join()}]}`,
    has: (halves) => sets.every((set) => set.has(halves)),
  };
}

function someBound(random: Random, base: bigint): NumberSet {
  const at = base * 2n + BigInt(random.below(21) - 10);
  const bound = written(at);
  return random.pick<NumberSet>([
    { text: `{"minimum":${bound}}`, has: (halves) => halves >= at },
    { text: `{"maximum":${bound}}`, has: (halves) => halves <= at },
    { text: `{"exclusiveMinimum":${bound}}`, has: (halves) => halves > at },
    { text: `{"exclusiveMaximum":${bound}}`, has: (halves) => halves < at },
    { text: `{"not":{"const":${bound}}}`, has: (halves) => halves !== at },
    {
      text: `{"enum":[${bound},${written(at + 1n)},${written(at + 2n)}]}`,
      has: (halves) => halves >= at && halves <= at + 2n,
    },
  ]);
}

function someKind(random: Random): NumberSet {
  return random.pick<NumberSet>([
    { text: '{"type":"integer"}', has: (halves) => halves % 2n === 0n },
    { text: '{"multipleOf":0.5}', has: () => true },
    { text: '{"multipleOf":1.5}', has: (halves) => halves % 3n === 0n },
    { text: '{"multipleOf":3}', has: (halves) => halves % 6n === 0n },
  ]);
}

function inWindow(base: bigint): NumberSet {
  const [low, high] = [base - window, base + window];
  return {
    text: `{"type":"number","multipleOf":0.5,"minimum":${low},"maximum":${high}}`,
    has: (halves) => halves >= low * 2n && halves <= high * 2n,
  };
}

function pairFrom(seed: number): { readonly base: bigint; readonly old: NumberSet; readonly fresh: NumberSet } {
  const random = new Random(seed);
  const base = random.pick(bases);
  const parts = () => [someKind(random), ...Array.from({ length: 1 + random.below(2) }, () => someBound(random, base))];
  return { base, old: both(inWindow(base), ...parts()), fresh: both(...parts()) };
}

/** What is wrong with the answer; undefined where it is right. */
function fault(seed: number): string | undefined {
  const { base, old, fresh } = pairFrom(seed);
  const values = Array.from({ length: Number(window) * 4 + 1 }, (_, index) => (base - window) * 2n + BigInt(index));
  const outside = values.filter((halves) => old.has(halves) && !fresh.has(halves));
  const [before, after] = [old, fresh].map(({ text }) => readJson(text) as AnySchema) as [AnySchema, AnySchema];
  const { backward } = comparePair(before, after, { policy: 'strict', direction: 'backward' });
  const shown = `${seed}: ${old.text} ${fresh.text} ${writeJson(backward)}`;
  if (backward?.answer === 'compatible') return outside.length === 0 ? undefined : shown;
  if (backward?.answer !== 'breaking') return shown;
  return outside.some((halves) => isSame(backward.witness, halves)) ? undefined : shown;
}

function isSame(value: JsonValue, halves: bigint): boolean {
  return writeJson(value) === writeJson(readJson(written(halves)));
}

/** More with SLUICE_SEEDS. */
const count = Number(process.env.SLUICE_SEEDS ?? 400);

it(`says of numbers what arithmetic of whole numbers says (${count} pairs)`, () => {
  const faults = Array.from({ length: count }, (_, seed) => fault(seed + 1)).filter((one) => one !== undefined);
  expect(faults.slice(0, 5)).toEqual([]);
});
