import { writeJson } from '@sluice/contract';
import type { Formula } from '../formula.js';
import { type Member, membersOf, type NoMember } from '../members.js';
import type { Universe } from '../universe.js';
import { Search } from './search.js';

/** Values that are offered of the comparison as a whole. */
const mostOfAll = 6;

/**
 * Values that the first formula accepts and the second does not. What differs is looked at part by part, the nearest to
 * the root first and each with a budget of its own, so that one that cannot be decided hides no other; only then the
 * whole is. Pass `true` to `next` to take a value: no more are offered, the rest is looked at, and what is returned says
 * whether that came to an end. Otherwise `empty` is a proof that there are no values.
 */
export function* differencesBetween(
  universe: Universe,
  [writer, reader]: readonly [Formula, Formula],
  budget: number,
): Generator<Member, NoMember, boolean | undefined> {
  const search = new Search(universe, writer, reader, budget);
  for (const leaf of search.leaves()) {
    const member = search.look(leaf);
    if (member) search.settle(member, yield member);
  }
  if (search.isSettled || search.graph.isEmpty()) return search.isSettled ? search.left() : { kind: 'empty' };
  const parts = search.openParts();
  for (const part of parts) yield* search.exactly(part, parts.length);
  if (search.isSettled) return search.left();
  if (search.graph.isEmpty()) return { kind: 'empty' };
  if (search.refused) return search.left();
  return yield* asAWhole(universe, universe.and(writer, universe.not(reader)), budget, search);
}

function* asAWhole(
  universe: Universe,
  formula: Formula,
  budget: number,
  search: Search,
): Generator<Member, NoMember, boolean | undefined> {
  const members = membersOf(universe, formula, budget);
  let last: Member | undefined;
  for (let offered = 0; offered <= mostOfAll; offered++) {
    const next = members.next();
    if (next.done && (next.value.kind === 'unknown' || !last)) return next.value;
    if (next.done) break;
    last = next.value;
    search.settle(last, yield last);
    if (search.isSettled) return search.left();
  }
  const path = last ? writeJson(last.value) : '';
  return { kind: 'unknown', doubt: last?.doubt ?? { keyword: 'witness', path } };
}
