import type { Formula } from '../formula.js';
import type { Universe } from '../universe.js';
import type { Assertion, Site } from './site.js';

/** Formulas by property name or by pattern. */
export type Members = readonly (readonly [string, Formula])[];

/** The properties by name, by pattern and all others, in one order whatever order they are written in. */
export function propertiesAtom(universe: Universe, named: Members, patterns: Members, rest: Formula): Formula {
  const says = rest === universe.true ? ([, formula]: readonly [string, Formula]) => formula !== rest : () => true;
  const [names, texts] = [sorted(named.filter(says)), sorted(patterns.filter(says))];
  if (names.length === 0 && texts.length === 0 && rest === universe.true) return universe.true;
  return universe.atom({ kind: 'properties', named: names, patterns: texts, rest });
}

function sorted(members: Members): Members {
  return [...members].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Objects with this property: unlike the bare assertion false of every other value. */
export function objectWith(universe: Universe, name: string): Formula {
  return universe.and(universe.types('object'), universe.atom({ kind: 'has', name }));
}

function hasAll(site: Site, keyword: string, names: unknown): Formula {
  if (!Array.isArray(names) || names.some((name) => typeof name !== 'string')) throw site.fault(keyword, expectedNames);
  return site.universe.and(...names.map((name: string) => site.universe.atom({ kind: 'has', name })));
}

const expectedNames = 'a list of property names';

function compileProperties(site: Site): Formula {
  const named = site.entries('properties').map(([name]) => [name, site.value(['properties', name])] as const);
  const patterns = site
    .patterns('patternProperties')
    .map(([pattern]) => [pattern, site.value(['patternProperties', pattern])] as const);
  return propertiesAtom(site.universe, named, patterns, compileRest(site));
}

function compileRest(site: Site): Formula {
  const schema = site.get('additionalProperties');
  if (schema === undefined || (schema === false && site.mode === 'open')) return site.universe.true;
  return site.value(['additionalProperties']);
}

/** If an object has the property, the rest applies to it too. */
function dependent(site: Site, name: string, demand: Formula): Formula {
  return site.universe.or(site.universe.not(objectWith(site.universe, name)), demand);
}

function compileDependencies(site: Site, keyword: string): Formula {
  const demands = site
    .entries(keyword)
    .map(([name, value]) =>
      dependent(site, name, Array.isArray(value) ? hasAll(site, keyword, value) : site.same(keyword, name)),
    );
  return site.universe.and(...demands);
}

/** The keywords about objects, without `unevaluatedProperties`. */
export const objectAssertions: readonly Assertion[] = [
  { keywords: ['properties', 'patternProperties', 'additionalProperties'], compile: compileProperties },
  {
    keywords: ['required'],
    // Draft-03 wrote `required: true` into the property itself; it has had no meaning since.
    compile: (site) => {
      const required = site.get('required');
      return typeof required === 'boolean' ? site.universe.true : hasAll(site, 'required', required);
    },
  },
  {
    keywords: ['propertyNames'],
    compile: (site) => {
      const formula = site.value(['propertyNames'], 'written');
      return formula === site.universe.true ? formula : site.universe.atom({ kind: 'propertyNames', formula });
    },
  },
  {
    keywords: ['minProperties'],
    compile: (site) => {
      const count = site.count('minProperties') ?? 0;
      return count === 0 ? site.universe.true : site.universe.atom({ kind: 'minProperties', count });
    },
  },
  {
    keywords: ['maxProperties'],
    compile: (site) => site.universe.atom({ kind: 'maxProperties', count: site.count('maxProperties') ?? 0 }),
  },
  { keywords: ['dependencies'], compile: (site) => compileDependencies(site, 'dependencies') },
  { keywords: ['dependentSchemas'], compile: (site) => compileDependencies(site, 'dependentSchemas') },
  {
    keywords: ['dependentRequired'],
    compile: (site) =>
      site.universe.and(
        ...site
          .entries('dependentRequired')
          .map(([name, names]) => dependent(site, name, hasAll(site, 'dependentRequired', names))),
      ),
  },
];
