/** Code points (or UTF-16 units) as flat pairs `[from, to, from, to, …]`: inclusive, ascending, neither touching nor overlapping. */
export type CharSet = readonly number[];

/** The greatest code point. */
export const lastCodePoint = 0x10ffff;

/** The greatest UTF-16 unit. */
export const lastUnit = 0xffff;

/** A set of ranges given as pairs in any order, which may overlap. */
export function charSet(pairs: readonly (readonly [number, number])[]): CharSet {
  const flat: number[] = [];
  for (const [from, to] of [...pairs].sort((a, b) => a[0] - b[0])) {
    const end = flat[flat.length - 1];
    if (end !== undefined && from <= end + 1) flat[flat.length - 1] = Math.max(end, to);
    else flat.push(from, to);
  }
  return flat;
}

/** The ranges of a set as pairs. */
export function rangesOf(set: CharSet): [number, number][] {
  return Array.from({ length: set.length / 2 }, (_, i) => [set[2 * i] as number, set[2 * i + 1] as number]);
}

/** Everything that is in one of the sets. */
export function unionOf(sets: readonly CharSet[]): CharSet {
  if (sets.length === 1) return sets[0] as CharSet;
  return charSet(sets.flatMap(rangesOf));
}

/** Everything from 0 to `last` that is not in the set. */
export function complementOf(set: CharSet, last: number): CharSet {
  const flat: number[] = [];
  let from = 0;
  for (const [start, end] of rangesOf(set)) {
    if (start > from) flat.push(from, start - 1);
    from = end + 1;
  }
  if (from <= last) flat.push(from, last);
  return flat;
}

/** Whether the set has the code point. */
export function holds(set: CharSet, code: number): boolean {
  for (let i = 0; i < set.length; i += 2) {
    if (code < (set[i] as number)) return false;
    if (code <= (set[i + 1] as number)) return true;
  }
  return false;
}

/** Whether the set has any surrogate: only such sets see a difference between code points and UTF-16 units. */
export function holdsSurrogates(set: CharSet): boolean {
  return rangesOf(set).some(([from, to]) => from <= 0xdfff && to >= 0xd800);
}
