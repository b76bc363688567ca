import type { Formula } from '../formula.js';
import { itemKeywords } from './arrays.js';
import type { Contribution } from './contribution.js';
import { objectWith } from './objects.js';
import type { Place } from './place.js';
import { isRecord } from './pointer.js';
import { type Compiling, type Mode, Site } from './site.js';

/** A keyword that asks what everything beside it speaks about, and so does not count itself. */
export type Asking = 'unevaluatedProperties' | 'unevaluatedItems' | undefined;

/**
 * What a schema and all its subschemas for the same value say about members of that value, each with the conditions
 * under which it counts. Conditions are only necessary to be true of the value: that others hold too adds members.
 */
export function contributionsOf(compiling: Compiling, place: Place, mode: Mode, asking: Asking): Contribution[] {
  return collect({ compiling, seen: [] }, place, mode, asking);
}

interface Walk {
  readonly compiling: Compiling;
  /** The schemas on the way here: one that leads to itself adds nothing. */
  readonly seen: readonly string[];
}

function collect({ compiling, seen }: Walk, place: Place, mode: Mode, asking?: Asking): Contribution[] {
  if (typeof place.schema === 'boolean' || seen.includes(place.pointer)) return [];
  const site = new Site(compiling, place, mode, []);
  const walk = { compiling, seen: [...seen, place.pointer] };
  return [own(site, asking), ...references(walk, site), ...branches(walk, site), ...conditionals(walk, site)];
}

function references(walk: Walk, site: Site): Contribution[] {
  return ['$ref', '$recursiveRef', '$dynamicRef']
    .filter((keyword) => site.get(keyword) !== undefined)
    .flatMap((keyword) => collect(walk, site.target(keyword), site.mode));
}

function branches(walk: Walk, site: Site): Contribution[] {
  const all = site.positions('allOf').flatMap((index) => collect(walk, site.child('allOf', index), site.mode));
  const any = site.positions('anyOf').flatMap((index) => {
    const branch = site.child('anyOf', index);
    return under(site, branch, site.mode, collect(walk, branch, site.mode));
  });
  const one = site.positions('oneOf').flatMap((index) => {
    const branch = site.child('oneOf', index);
    return under(site, branch, 'written', collect(walk, branch, 'written'));
  });
  return [...all, ...any, ...one];
}

function conditionals(walk: Walk, site: Site): Contribution[] {
  const { universe } = site;
  const dependents = ['dependentSchemas', 'dependencies'].flatMap((keyword) =>
    site
      .entries(keyword)
      .filter(([, schema]) => !Array.isArray(schema))
      .flatMap(([name]) => given(objectWith(universe, name), collect(walk, site.child(keyword, name), site.mode))),
  );
  if (site.get('if') === undefined) return dependents;
  const condition = site.written('if');
  const outcome = (keyword: string, on: Formula) =>
    site.get(keyword) === undefined ? [] : given(on, collect(walk, site.child(keyword), site.mode));
  return [
    ...dependents,
    ...given(condition, collect(walk, site.child('if'), 'written')),
    ...outcome('then', condition),
    ...outcome('else', universe.not(condition)),
  ];
}

/** Contributions that count where their branch holds. */
function under(site: Site, branch: Place, mode: Mode, contributions: readonly Contribution[]): Contribution[] {
  return contributions.length === 0 ? [] : given(site.compiling.same(branch, mode, []), contributions);
}

function given(condition: Formula, contributions: readonly Contribution[]): Contribution[] {
  if (condition.kind === 'true') return [...contributions];
  return contributions.map((one) => ({ ...one, given: [condition, ...one.given] }));
}

function own(site: Site, asking: Asking): Contribution {
  const { prefix, rest } = itemKeywords(site);
  return {
    given: [],
    names: site.entries('properties').map(([name]) => name),
    patterns: site.entries('patternProperties').map(([pattern]) => pattern),
    allProperties: allProperties(site, asking),
    prefix: prefix === undefined ? 0 : site.positions(prefix).length,
    allItems: rest !== undefined || (asking !== 'unevaluatedItems' && site.get('unevaluatedItems') !== undefined),
    contains: site.get('contains') === undefined ? undefined : contained(site),
    closes: site.mode === 'closed' && declaresProperties(site) && isOpen(site),
  };
}

/** Draft 2019-09 does not count these elements, and validators of it do: nothing can be said about them there. */
function contained(site: Site): Formula {
  const formula = site.value(['contains'], 'written');
  return site.place.draft === '2019-09' ? site.universe.and(formula, site.opaque('contains')) : formula;
}

function allProperties(site: Site, asking: Asking): Contribution['allProperties'] {
  const keywords = ['additionalProperties', 'unevaluatedProperties'].filter(
    (keyword) => keyword !== asking && site.get(keyword) !== undefined,
  );
  if (keywords.length === 0) return false;
  return site.mode === 'closed' && isOpen(site) ? 'explicitly' : true;
}

function declaresProperties(site: Site): boolean {
  return isRecord(site.get('properties')) || isRecord(site.get('patternProperties'));
}

function isOpen(site: Site): boolean {
  return ['additionalProperties', 'unevaluatedProperties'].every((keyword) => {
    const schema = site.get(keyword);
    return schema === undefined || schema === true;
  });
}
