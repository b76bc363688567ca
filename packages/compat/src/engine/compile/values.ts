import type { JsonValue } from '@sluice/contract';
import { type Formula, type JsonType, jsonTypeNames } from '../formula.js';
import { equalityKey } from '../json-equality.js';
import { areInRange, rangeOfNumbers } from '../number-range.js';
import type { Assertion, Site } from './site.js';

/** The keywords about all values. */
export const valueAssertions: readonly Assertion[] = [
  {
    keywords: ['type'],
    compile: (site) => {
      const type = site.get('type');
      const names = Array.isArray(type) ? type : [type];
      if (names.length === 0) throw site.fault('type', 'the name of a type, or a list of them');
      return ofTypes(site, names);
    },
  },
  { keywords: ['enum'], compile: (site) => oneOfValues(site, 'enum', site.list('enum') ?? []) },
  { keywords: ['const'], compile: (site) => oneOfValues(site, 'const', [site.get('const') as JsonValue]) },
];

function ofTypes(site: Site, names: readonly unknown[]): Formula {
  const { universe } = site;
  const plain = jsonTypeNames.filter((type) => names.includes(type));
  if (names.some((name) => name !== 'integer' && !jsonTypeNames.includes(name as JsonType))) {
    throw site.fault('type', `one of ${jsonTypeNames.join(', ')} and integer, or a list of them`);
  }
  if (!names.includes('integer') || plain.includes('number')) return universe.types(...plain);
  return universe.or(
    universe.types(...plain),
    universe.and(universe.types('number'), universe.atom({ kind: 'integer' })),
  );
}

function oneOfValues(site: Site, keyword: string, values: readonly JsonValue[]): Formula {
  const { universe } = site;
  if (!values.every(areInRange)) throw site.fault(keyword, `without numbers that are not ${rangeOfNumbers}`);
  const distinct = new Map(values.map((value) => [equalityKey(value), value]));
  const sorted = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  return sorted.length === 0 ? universe.false : universe.atom({ kind: 'in', values: sorted });
}
