import { type AnyNumber, compareNumbers, isWhole } from '@sluice/contract';

/** Numbers between two marks that are told apart; and half a step for those that are not whole. */
const [width, half] = [1000, 0.5];

/**
 * Stand-ins that a double holds, for numbers that none does: in the same order, equal where they are equal and whole where
 * they are whole, seen from a list of marks. That is all that bounds, `enum`, `const` and `integer` can tell of a number.
 */
export class Ranks {
  readonly #marks: readonly AnyNumber[];

  constructor(marks: Iterable<AnyNumber>) {
    const sorted = [...marks].sort(compareNumbers);
    this.#marks = sorted.filter(
      (mark, index) => index === 0 || compareNumbers(mark, sorted[index - 1] as AnyNumber) !== 0,
    );
  }

  /** The stand-ins of numbers; undefined where too many of them lie between the same two marks. */
  of(numbers: Iterable<AnyNumber>): Map<string, { readonly rank: number; readonly number: AnyNumber }> | undefined {
    const ranks = new Map<string, { readonly rank: number; readonly number: AnyNumber }>();
    const used = new Map<number, number>();
    for (const number of numbers) {
      const key = String(number);
      if (ranks.has(key)) continue;
      const below = this.#below(number);
      const mark = this.#marks[below];
      const place = mark !== undefined && compareNumbers(mark, number) === 0 ? 0 : (used.get(below) ?? 0) + 1;
      if (place > 0) used.set(below, place);
      if (place >= width) return undefined;
      const rank = (place === 0 ? below + 1 : below) * width + place + (isWhole(number) ? 0 : half);
      ranks.set(key, { rank, number });
    }
    return ranks;
  }

  /** How many marks are smaller. */
  #below(number: AnyNumber): number {
    let [low, high] = [0, this.#marks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareNumbers(this.#marks[middle] as AnyNumber, number) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
