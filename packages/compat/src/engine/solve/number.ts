import { type AnyNumber, isAnyNumber } from '@sluice/contract';
import { digitsAtScale, exactOf, lcm, numberOf, scaleOf } from './decimal.js';
import { all, type Literals } from './literals.js';
import { empty, found, type Solved, undecided } from './solved.js';

/** Everything a conjunction says about one number, in digits at one scale. */
interface Range {
  readonly scale: number;
  readonly low?: { readonly at: bigint; readonly exclusive: boolean };
  readonly high?: { readonly at: bigint; readonly exclusive: boolean };
  /** The number is a multiple of this; undefined where it may be anything. */
  readonly step?: bigint;
  readonly notMultiples: readonly bigint[];
  readonly excluded: ReadonlySet<bigint>;
  /** Whether validators that divide doubles see the same multiples in a number: for those 19.99 is none of 0.01. */
  readonly isPlain: (number: number) => boolean;
}

const most = 2000;

/** Solves a conjunction about numbers in exact decimal arithmetic. */
export function solveNumber(literals: Literals): Solved {
  const range = rangeOf(literals);
  if (range.low && range.high) {
    const { low, high } = range;
    if (low.at > high.at || (low.at === high.at && (low.exclusive || high.exclusive))) return empty;
  }
  return range.step === undefined ? solveDense(range) : solveSteps(range, range.step);
}

function rangeOf({ must, mustNot }: Literals): Range {
  const bounds = [...all(must, 'atLeast'), ...all(must, 'atMost')];
  const divisors = [
    ...all(must, 'multipleOf').map(({ divisor }) => divisor),
    ...(all(must, 'integer').length > 0 ? [1] : []),
  ];
  const notDivisors = [
    ...all(mustNot, 'multipleOf').map(({ divisor }) => divisor),
    ...(all(mustNot, 'integer').length > 0 ? [1] : []),
  ];
  const values = all(mustNot, 'in').flatMap(({ values }) => values.filter(isAnyNumber));
  const scales = [...bounds.map(({ bound }) => bound), ...divisors, ...notDivisors, ...values].map(scaleOf);
  const scale = scales.reduce((most, one) => Math.max(most, one), 0);
  const at = (number: AnyNumber) => digitsAtScale(number, scale);
  const steps = divisors.map(at).filter((step) => step !== 0n);
  const low = tightest(
    all(must, 'atLeast').map(({ bound, exclusive }) => ({ at: at(bound), exclusive })),
    (a, b) => a > b,
  );
  const high = tightest(
    all(must, 'atMost').map(({ bound, exclusive }) => ({ at: at(bound), exclusive })),
    (a, b) => a < b,
  );
  return {
    scale,
    ...(low && { low }),
    ...(high && { high }),
    ...(steps.length > 0 && { step: steps.reduce(lcm) }),
    notMultiples: notDivisors.map(at),
    excluded: new Set(values.map(at)),
    isPlain: (number) =>
      divisors.every((divisor) => divides(divisor, number)) && !notDivisors.some((divisor) => divides(divisor, number)),
  };
}

/** As doubles are divided. */
function divides(divisor: AnyNumber, number: number): boolean {
  return Number.isInteger(number / Number(divisor));
}

interface Bound {
  readonly at: bigint;
  readonly exclusive: boolean;
}

function tightest(bounds: readonly Bound[], tighter: (a: bigint, b: bigint) => boolean): Bound | undefined {
  let best: Bound | undefined;
  for (const bound of bounds) {
    if (!best || tighter(bound.at, best.at) || (bound.at === best.at && bound.exclusive)) best = bound;
  }
  return best;
}

function allowed(value: bigint, { low, high, notMultiples, excluded }: Range): boolean {
  if (low && (value < low.at || (low.exclusive && value === low.at))) return false;
  if (high && (value > high.at || (high.exclusive && value === high.at))) return false;
  return !excluded.has(value) && notMultiples.every((divisor) => value % divisor !== 0n);
}

/** Whether a number satisfies everything as it is written: it may have been rounded. */
function isMember(number: number, range: Range, step?: bigint): boolean {
  if (!Number.isFinite(number)) return false;
  const finer = Math.max(0, scaleOf(number) - range.scale);
  const zoom = 10n ** BigInt(finer);
  const value = digitsAtScale(number, range.scale + finer);
  if (step !== undefined && value % (step * zoom) !== 0n) return false;
  return allowed(value, zoomedBy(range, zoom, finer));
}

/** The same at a finer scale. */
function zoomedBy({ scale, low, high, notMultiples, excluded, isPlain }: Range, zoom: bigint, finer: number): Range {
  return {
    scale: scale + finer,
    ...(low && { low: { ...low, at: low.at * zoom } }),
    ...(high && { high: { ...high, at: high.at * zoom } }),
    notMultiples: notMultiples.map((divisor) => divisor * zoom),
    excluded: new Set([...excluded].map((value) => value * zoom)),
    isPlain,
  };
}

/** The next numbers there are on both sides: beyond 2^53 whole numbers are further apart than 1. */
function neighbours(number: number): number[] {
  const bits = new BigInt64Array(new Float64Array([number]).buffer)[0] as bigint;
  const steps = [1n, -1n, 2n, -2n, 4n, -4n, 1000n, -1000n];
  return steps.map((step) => new Float64Array(new BigInt64Array([bits + step]).buffer)[0] as number);
}

/** Multiples of a step: all of them where there are few, else those around zero and the bounds. */
function solveSteps(range: Range, step: bigint): Solved {
  const { low, high, scale, notMultiples } = range;
  if (notMultiples.some((divisor) => step % divisor === 0n)) return empty;
  const first = low && ceilDiv(low.at, step);
  const last = high && floorDiv(high.at, step);
  if (first !== undefined && last !== undefined && first > last) return empty;
  const start = clamp(0n, first, last);
  let exact: bigint | undefined;
  let second: number | undefined;
  for (let distance = 0n; distance < BigInt(most); distance++) {
    for (const factor of distance === 0n ? [start] : [start + distance, start - distance]) {
      if (!allowed(factor * step, range)) continue;
      const number = numberOf(factor * step, scale);
      if (!isMember(number, range, step)) exact ??= factor * step;
      else if (range.isPlain(number)) return found(number);
      else second ??= number;
    }
  }
  if (second !== undefined) return found(second);
  const near = neighbours(numberOf(start * step, scale)).find((number) => isMember(number, range, step));
  if (near !== undefined) return found(near);
  if (exact !== undefined) return found(exactOf(exact, scale));
  const complete = first !== undefined && last !== undefined && last - start < most && start - first < most;
  return complete ? empty : undecided('multipleOf');
}

/** Any decimal: whole numbers first, then ever finer ones between the bounds. */
function solveDense(range: Range): Solved {
  const finer = 4;
  const zoom = 10n ** BigInt(finer);
  const zoomed = zoomedBy(range, zoom, finer);
  const start = clamp(0n, zoomed.low?.at, zoomed.high?.at);
  const unit = 10n ** BigInt(zoomed.scale);
  for (const stride of [unit, unit / 2n, unit / 10n, zoom, zoom / 2n, 1n].filter((size) => size > 0n)) {
    for (let distance = 0n; distance < 40n; distance++) {
      for (const value of [start + distance * stride, start - distance * stride]) {
        const number = numberOf(value, zoomed.scale);
        if (allowed(value, zoomed) && isMember(number, range)) return found(number);
      }
    }
  }
  const near = neighbours(numberOf(start, zoomed.scale)).find((number) => isMember(number, range));
  if (near !== undefined) return found(near);
  const exact = solveExactly(zoomed, start);
  if (exact) return exact;
  const single = range.low && range.high && range.low.at === range.high.at;
  return single ? empty : undecided('number');
}

/** A decimal that no double holds: tried last, since most validators cannot read it. */
function solveExactly(range: Range, start: bigint): Solved | undefined {
  for (let distance = 0n; distance < 40n; distance++) {
    for (const value of [start + distance, start - distance]) {
      if (allowed(value, range)) return found(exactOf(value, range.scale));
    }
  }
  return undefined;
}

function clamp(value: bigint, low: bigint | undefined, high: bigint | undefined): bigint {
  if (low !== undefined && value < low) return low;
  return high !== undefined && value > high ? high : value;
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function ceilDiv(a: bigint, b: bigint): bigint {
  return -floorDiv(-a, b);
}
