import type { Formula } from '../formula.js';
import { patternHolds } from '../pattern-holds.js';
import type { Universe } from '../universe.js';
import { itemsAtom } from './arrays.js';
import { contributionsOf } from './collect.js';
import type { Contribution } from './contribution.js';
import { propertiesAtom } from './objects.js';
import type { Assertion, Site } from './site.js';

/** Conditional patterns or `contains` that are expanded: each doubles the outcomes. */
const mostConditions = 6;

/**
 * Every property that no contribution speaks about is in `rest`. A name that only conditional contributions speak about
 * is in `rest` or one of their conditions holds; for patterns every set of conditions is written out. Undefined where
 * there are too many of them.
 */
export function closedOver(
  universe: Universe,
  contributions: readonly Contribution[],
  rest: Formula,
): Formula | undefined {
  const everything = contributions.filter(({ allProperties }) => allProperties === true);
  if (everything.some(isCertain)) return universe.true;
  const conditional = contributions.filter((one) => !isCertain(one) && one.patterns.length > 0);
  const certain = contributions.filter(isCertain).flatMap(({ patterns }) => patterns);
  if (conditional.length > mostConditions || hasDoubtfulNames(contributions)) return undefined;
  const outcomes = subsetsOf(conditional).map((holding) => {
    const patterns = [...new Set([...certain, ...holding.flatMap((one) => one.patterns)])];
    return universe.and(
      ...holding.map((one) => conditionOf(universe, one)),
      withPatterns(universe, contributions, patterns, rest),
    );
  });
  return universe.or(...everything.map((one) => conditionOf(universe, one)), ...outcomes);
}

/** Whether validators differ on which pattern a declared name matches. */
function hasDoubtfulNames(contributions: readonly Contribution[]): boolean {
  const patterns = contributions.flatMap((one) => one.patterns);
  if (patterns.length === 0) return false;
  const names = contributions.flatMap((one) => one.names);
  return patterns.some((pattern) => names.some((name) => patternHolds(pattern, name) === undefined));
}

function withPatterns(
  universe: Universe,
  contributions: readonly Contribution[],
  patterns: readonly string[],
  rest: Formula,
): Formula {
  const names = [...new Set(contributions.flatMap((one) => one.names))].sort();
  const demands = names.map((name) => {
    if (patterns.some((pattern) => patternHolds(pattern, name) === true)) return universe.true;
    const speakers = contributions.filter((one) => one.names.includes(name));
    if (speakers.some(isCertain)) return universe.true;
    return universe.or(
      propertiesAtom(universe, [[name, rest]], [], universe.true),
      ...speakers.map((one) => conditionOf(universe, one)),
    );
  });
  const silent = (names: readonly string[]) => names.map((name) => [name, universe.true] as const);
  return universe.and(...demands, propertiesAtom(universe, silent(names), silent(patterns), rest));
}

/** Every element that no contribution speaks about is in `rest`; like {@link closedOver}. */
function itemsClosedOver(
  universe: Universe,
  contributions: readonly Contribution[],
  rest: Formula,
): Formula | undefined {
  const everything = contributions.filter(({ allItems }) => allItems);
  if (everything.some(isCertain)) return universe.true;
  const conditional = contributions.filter((one) => !isCertain(one) && one.contains);
  const certain = contributions.filter((one) => isCertain(one) && one.contains);
  if (conditional.length > mostConditions) return undefined;
  const outcomes = subsetsOf(conditional).map((holding) => {
    const contained = [...certain, ...holding].map((one) => one.contains as Formula);
    return universe.and(
      ...holding.map((one) => conditionOf(universe, one)),
      withPrefixes(universe, contributions, universe.or(rest, ...contained)),
    );
  });
  return universe.or(...everything.map((one) => conditionOf(universe, one)), ...outcomes);
}

function withPrefixes(universe: Universe, contributions: readonly Contribution[], rest: Formula): Formula {
  const longest = Math.max(0, ...contributions.map(({ prefix }) => prefix));
  const silent = (count: number) => new Array<Formula>(count).fill(universe.true);
  const demands = silent(longest).map((_, index) => {
    const speakers = contributions.filter(({ prefix }) => prefix > index);
    if (speakers.some(isCertain)) return universe.true;
    const element = itemsAtom(universe, [...silent(index), rest], universe.true);
    return universe.or(element, ...speakers.map((one) => conditionOf(universe, one)));
  });
  return universe.and(...demands, itemsAtom(universe, silent(longest), rest));
}

function isCertain({ given }: Contribution): boolean {
  return given.length === 0;
}

function conditionOf(universe: Universe, { given }: Contribution): Formula {
  return universe.and(...given);
}

function subsetsOf<T>(members: readonly T[]): T[][] {
  const [first, ...others] = members;
  if (first === undefined) return [[]];
  const without = subsetsOf(others);
  return [...without, ...without.map((subset) => [first, ...subset])];
}

type Close = typeof closedOver;

function unevaluated(keyword: 'unevaluatedProperties' | 'unevaluatedItems', close: Close): Assertion {
  return {
    keywords: [keyword],
    compile: (site: Site) => {
      const { compiling, universe, place, mode } = site;
      if (keyword === 'unevaluatedProperties' && mode === 'open' && site.get(keyword) === false) return universe.true;
      const rest = site.value([keyword]);
      if (rest === universe.true) return universe.true;
      return close(universe, contributionsOf(compiling, place, mode, keyword), rest) ?? site.opaque(keyword);
    },
  };
}

/** The keywords about members that nothing else speaks about. */
export const unevaluatedAssertions: readonly Assertion[] = [
  unevaluated('unevaluatedProperties', closedOver),
  unevaluated('unevaluatedItems', itemsClosedOver),
];
