import { type AnyNumber, compareNumbers, isAnyNumber } from '@sluice/contract';
import type { Formula } from '../formula.js';
import { hasBooleanBounds } from './dialect.js';
import type { Assertion, Site } from './site.js';

/** Bounds of one side: `minimum` with `exclusiveMinimum`, or `maximum` with `exclusiveMaximum`. */
function bounds(kind: 'atLeast' | 'atMost', inclusive: string, exclusive: string): Assertion {
  return {
    keywords: [inclusive, exclusive],
    compile: (site) => {
      const bound = site.number(inclusive);
      const sharp = exclusiveOf(site, exclusive);
      const plain = bound === undefined ? site.universe.true : limit(site, kind, bound, sharp === true);
      return isAnyNumber(sharp) ? site.universe.and(plain, limit(site, kind, sharp, true)) : plain;
    },
  };
}

function exclusiveOf(site: Site, keyword: string): AnyNumber | boolean | undefined {
  if (hasBooleanBounds(site.place.draft) && typeof site.get(keyword) === 'boolean') return site.flag(keyword);
  return site.place.draft === 'draft-04' ? site.flag(keyword) : site.number(keyword);
}

function limit({ universe }: Site, kind: 'atLeast' | 'atMost', bound: AnyNumber, exclusive: boolean): Formula {
  return universe.atom({ kind, bound, exclusive });
}

/** The keywords about numbers. */
export const numberAssertions: readonly Assertion[] = [
  bounds('atLeast', 'minimum', 'exclusiveMinimum'),
  bounds('atMost', 'maximum', 'exclusiveMaximum'),
  {
    keywords: ['multipleOf'],
    compile: (site) => {
      const divisor = site.number('multipleOf');
      if (divisor === undefined || compareNumbers(divisor, 0) <= 0) throw site.fault('multipleOf', 'a number above 0');
      return site.universe.atom(divisor === 1 ? { kind: 'integer' } : { kind: 'multipleOf', divisor });
    },
  },
];
