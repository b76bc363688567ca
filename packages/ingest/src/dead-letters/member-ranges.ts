/** Places in a list, each larger than the one before, written as ranges: `0-4,7`. */
export class Ranges {
  /** The first of all places; -1 where there is none. */
  first = -1;
  /** How many places there are. */
  count = 0;
  #text = '';
  #from = -1;
  #to = -1;

  /** Adds a place behind all others. */
  add(place: number): void {
    this.count++;
    if (this.first < 0) this.first = place;
    if (place === this.#to + 1 && this.#from >= 0) {
      this.#to = place;
      return;
    }
    this.#text = this.text();
    this.#from = place;
    this.#to = place;
  }

  [Symbol.iterator](): Generator<number> {
    return placesIn(this.text());
  }

  text(): string {
    if (this.#from < 0) return this.#text;
    const end = this.#to > this.#from ? `-${this.#to}` : '';
    return `${this.#text}${this.#text === '' ? '' : ','}${this.#from}${end}`;
  }
}

/** The places that ranges name, in their order. What is no range names none. */
export function* placesIn(ranges: string): Generator<number> {
  for (const { from, to } of rangesIn(ranges)) for (let place = from; place <= to; place++) yield place;
}

/** How many places ranges name. */
export function countIn(ranges: string): number {
  let count = 0;
  for (const { from, to } of rangesIn(ranges)) count += to - from + 1;
  return count;
}

function* rangesIn(ranges: string): Generator<{ readonly from: number; readonly to: number }> {
  for (const [, from, to = from] of ranges.matchAll(/(\d{1,9})(?:-(\d{1,9}))?/g)) {
    yield { from: Number(from), to: Number(to) };
  }
}
