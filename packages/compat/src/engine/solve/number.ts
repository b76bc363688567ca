import { type Decimal, decimalOf, digitsAt, lcm, numberOf } from './decimal.js';
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
  const values = all(mustNot, 'in').flatMap(({ values }) => values.map(Number));
  const decimals = [...bounds.map(({ bound }) => bound), ...divisors, ...notDivisors, ...values].map(decimalOf);
  const scale = Math.max(0, ...decimals.map((decimal) => decimal.scale));
  const at = (number: number) => digitsAt(decimalOf(number) as Decimal, scale);
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
  };
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

/** Multiples of a step: all of them where there are few, else those around zero and the bounds. */
function solveSteps(range: Range, step: bigint): Solved {
  const { low, high, scale, notMultiples } = range;
  if (notMultiples.some((divisor) => step % divisor === 0n)) return empty;
  const first = low && ceilDiv(low.at, step);
  const last = high && floorDiv(high.at, step);
  if (first !== undefined && last !== undefined && first > last) return empty;
  const start = clamp(0n, first, last);
  for (let distance = 0n; distance < BigInt(most); distance++) {
    for (const factor of distance === 0n ? [start] : [start + distance, start - distance]) {
      if (allowed(factor * step, range)) return found(numberOf(factor * step, scale));
    }
  }
  const complete = first !== undefined && last !== undefined && last - start < most && start - first < most;
  return complete ? empty : undecided('multipleOf');
}

/** Any decimal: whole numbers first, then ever finer ones between the bounds. */
function solveDense(range: Range): Solved {
  const finer = 4;
  const zoom = 10n ** BigInt(finer);
  const zoomed: Range = {
    scale: range.scale + finer,
    ...(range.low && { low: { ...range.low, at: range.low.at * zoom } }),
    ...(range.high && { high: { ...range.high, at: range.high.at * zoom } }),
    notMultiples: range.notMultiples.map((divisor) => divisor * zoom),
    excluded: new Set([...range.excluded].map((value) => value * zoom)),
  };
  const start = clamp(0n, zoomed.low?.at, zoomed.high?.at);
  const unit = 10n ** BigInt(zoomed.scale);
  for (const stride of [unit, unit / 2n, unit / 10n, zoom, zoom / 2n, 1n].filter((size) => size > 0n)) {
    for (let distance = 0n; distance < 40n; distance++) {
      for (const value of [start + distance * stride, start - distance * stride]) {
        if (allowed(value, zoomed)) return found(numberOf(value, zoomed.scale));
      }
    }
  }
  const single = range.low && range.high && range.low.at === range.high.at;
  return single ? empty : undecided('number');
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
