import type { AtomOf, Formula } from '../formula.js';
import { namedIn } from '../named-in.js';
import { patternHolds } from '../pattern-holds.js';
import type { Universe } from '../universe.js';

type Properties = AtomOf<'properties'>;

/** What one schema says about the value under a name; conditionally where validators differ on whether a pattern matches. */
export function valueUnder(shape: Properties, name: string, universe: Universe): Formula {
  const { patterns, rest } = shape;
  const matches = patterns.map(([pattern, formula]) => ({ formula, on: matchOf(pattern, name, universe) }));
  const named = namedIn(shape).get(name);
  const own = named ? [named] : [];
  if (matches.length === 0) return named ?? rest;
  const isSpoken = own.length > 0 ? universe.true : universe.or(...matches.map(({ on }) => on));
  return universe.and(
    ...own,
    ...matches.map(({ on, formula }) => universe.or(universe.not(on), formula)),
    universe.or(isSpoken, rest),
  );
}

function matchOf(pattern: string, name: string, universe: Universe): Formula {
  const match = patternHolds(pattern, name);
  if (match !== undefined) return match ? universe.true : universe.false;
  return universe.atom({ kind: 'opaque', keyword: 'patternProperties', path: `${pattern} on ${name}` });
}
