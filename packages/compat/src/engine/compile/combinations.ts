import type { Assertion, Site } from './site.js';

/** Where a reference leads, for the same value. */
function reference(keyword: string): Assertion {
  return {
    keywords: [keyword],
    compile: (site) => site.compiling.same(site.target(keyword), site.mode, site.closing),
  };
}

function branches(site: Site, keyword: string): readonly number[] {
  const positions = site.positions(keyword);
  if (positions.length === 0) throw site.fault(keyword, 'a list of at least one schema');
  return positions;
}

/** The keywords that combine schemas for the same value. */
export const combinationAssertions: readonly Assertion[] = [
  reference('$ref'),
  reference('$recursiveRef'),
  reference('$dynamicRef'),
  {
    keywords: ['allOf'],
    compile: (site) => site.universe.and(...branches(site, 'allOf').map((index) => site.same('allOf', index))),
  },
  {
    keywords: ['anyOf'],
    compile: (site) => site.universe.or(...branches(site, 'anyOf').map((index) => site.same('anyOf', index))),
  },
  {
    keywords: ['oneOf'],
    compile: (site) => site.universe.one(...branches(site, 'oneOf').map((index) => site.written('oneOf', index))),
  },
  { keywords: ['not'], compile: (site) => site.universe.not(site.written('not')) },
  {
    keywords: ['if'],
    compile: (site) => {
      const { universe } = site;
      const condition = site.written('if');
      const outcome = (keyword: string) => (site.get(keyword) === undefined ? universe.true : site.same(keyword));
      return universe.and(
        universe.or(universe.not(condition), outcome('then')),
        universe.or(condition, outcome('else')),
      );
    },
  },
];
