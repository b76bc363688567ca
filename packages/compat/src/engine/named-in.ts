import type { AtomOf, Formula } from './formula.js';

type Properties = AtomOf<'properties'>;

const byName = new WeakMap<Properties, ReadonlyMap<string, Formula>>();

/** The formulas of an assertion by the names that it mentions. */
export function namedIn(shape: Properties): ReadonlyMap<string, Formula> {
  const known = byName.get(shape) ?? new Map(shape.named);
  byName.set(shape, known);
  return known;
}
