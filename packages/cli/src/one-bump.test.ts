import { describe, expect, it } from 'vitest';
import { disagreements, verdictOn } from './testing/bumps.js';
import { type Property, published, targetLists, types } from './testing/shapes.js';

/** Types whose values one type may hold: there the warehouses decide. */
const near = ['int32, int32 0…9, int64, float64, decimal', 'string, enum, uuid, json', 'struct', 'list', 'map'];

/** Of the pairs that no warehouse has a say in, every fifth; all of them in a long run (`SLUICE_FUZZ`). */
function isTried(one: string, other: string, number: number): boolean {
  const kindOf = (name: string) => name.replace(/\(.*|,.*| (of|a) .*/, '');
  const areNear = near.some((kinds) => [one, other].every((name) => kinds.split(', ').includes(kindOf(name))));
  return areNear || process.env.SLUICE_FUZZ !== undefined || number % 5 === 0;
}

describe('every pair of types is right as a minor or as a major version, and the check knows which', () => {
  const names = Object.keys(types);
  it.each(names.map((name, index) => ({ name, index })))('from $name', ({ name, index }) => {
    const wrong = names.flatMap((other, at) => {
      if (!isTried(name, other, index + at)) return [];
      const [before, after] = [{ v: types[name] as Property }, { v: types[other] as Property }];
      const targets = targetLists[(index + at) % targetLists.length];
      const found = disagreements(published({ properties: before }), { properties: after }, targets);
      return found.map((what) => `${other} for ${targets ?? 'all'}: ${what}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('what a warehouse cannot follow needs a new major version where there is that warehouse', () => {
  const cases = [
    { from: 'int32', to: 'int64', needed: { all: 'major', athena: 'minor', redshift: 'major', sdk: 'minor' } },
    {
      from: 'decimal(10,2)',
      to: 'decimal(12,2)',
      needed: { all: 'major', athena: 'major', redshift: 'major', sdk: 'major' },
    },
    { from: 'int64', to: 'float64', needed: { all: 'major', athena: 'major', redshift: 'major', sdk: 'major' } },
    { from: 'string', to: 'json', needed: { all: 'major', athena: 'minor', redshift: 'major', sdk: 'minor' } },
    { from: 'string of 20', to: 'string', needed: { all: 'minor', athena: 'minor', redshift: 'minor', sdk: 'minor' } },
    { from: 'list', to: 'list, wider', needed: { all: 'major', athena: 'major', redshift: 'major', sdk: 'major' } },
  ] as const;

  it.each(cases)('$from → $to', ({ from, to, needed }) => {
    const history = published({ properties: { v: types[from] as Property } });
    const shape = { properties: { v: types[to] as Property } };
    const found = Object.keys(needed).map((targets) => {
      const { advice } = verdictOn(history, '2.0', shape, targets === 'all' ? undefined : [targets]);
      return [targets, advice?.needed];
    });
    expect(Object.fromEntries(found)).toEqual(needed);
  });

  it.each(cases)('a new name for it does without one, as the fix says: $from → $to', ({ from, to }) => {
    const history = published({ properties: { v: types[from] as Property } });
    const renamed = { properties: { w: { ...types[to], renamedFrom: ['v'] } as Property } };
    expect(verdictOn(history, '1.1', renamed)).toMatchObject({ accepted: true, advice: { needed: 'minor' } });
  });
});
