import type { Formula } from '../formula.js';
import type { Universe } from '../universe.js';
import { listsItems } from './dialect.js';
import type { Assertion, Site } from './site.js';

/** The elements by position and all later ones. What says nothing is left out. */
export function itemsAtom(universe: Universe, prefix: readonly Formula[], rest: Formula): Formula {
  const kept = [...prefix];
  while (kept.at(-1) === rest) kept.pop();
  if (kept.length === 0 && rest === universe.true) return universe.true;
  return universe.atom({ kind: 'items', prefix: kept, rest });
}

/** Which keywords hold the schemas by position and the one of all later elements, in this schema's draft. */
export function itemKeywords(site: Site): { readonly prefix: string | undefined; readonly rest: string | undefined } {
  if (listsItems(site.place.draft) && Array.isArray(site.get('items'))) {
    return { prefix: 'items', rest: site.get('additionalItems') === undefined ? undefined : 'additionalItems' };
  }
  return {
    prefix: site.get('prefixItems') === undefined ? undefined : 'prefixItems',
    rest: site.get('items') === undefined ? undefined : 'items',
  };
}

function compileItems(site: Site): Formula {
  const { prefix, rest } = itemKeywords(site);
  const first = prefix === undefined ? [] : site.positions(prefix).map((index) => site.value([prefix, index]));
  return itemsAtom(site.universe, first, rest === undefined ? site.universe.true : site.value([rest]));
}

function compileContains(site: Site): Formula {
  const { universe } = site;
  const formula = site.value(['contains'], 'written');
  const min = site.count('minContains') ?? 1;
  const max = site.count('maxContains') ?? Number.POSITIVE_INFINITY;
  if (min === 0 && max === Number.POSITIVE_INFINITY) return universe.true;
  if (min > max) return universe.not(universe.types('array'));
  if (formula === universe.false) return min === 0 ? universe.true : universe.not(universe.types('array'));
  return universe.atom({ kind: 'contains', formula, min, max });
}

/** The keywords about arrays, without `unevaluatedItems`. */
export const arrayAssertions: readonly Assertion[] = [
  { keywords: ['items', 'prefixItems', 'additionalItems'], compile: compileItems },
  { keywords: ['contains'], compile: compileContains },
  {
    keywords: ['minItems'],
    compile: (site) => {
      const count = site.count('minItems') ?? 0;
      return count === 0 ? site.universe.true : site.universe.atom({ kind: 'minItems', count });
    },
  },
  {
    keywords: ['maxItems'],
    compile: (site) => site.universe.atom({ kind: 'maxItems', count: site.count('maxItems') ?? 0 }),
  },
  {
    keywords: ['uniqueItems'],
    compile: (site) => (site.flag('uniqueItems') ? site.universe.atom({ kind: 'uniqueItems' }) : site.universe.true),
  },
];
