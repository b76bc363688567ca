import { Type } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { contractOf, disagreements, type History, nextNumbers, type Shape, verdictOn } from './testing/bumps.js';
import { pick, randomFrom } from './testing/random.js';
import { type Property, said, targetLists, types } from './testing/shapes.js';

/** More rounds of random histories: `SLUICE_FUZZ=5000`. */
const rounds = Number(process.env.SLUICE_FUZZ ?? 40);

describe('random histories', () => {
  const isTrue = (random: () => number, chance: number) => random() < chance;

  function randomProperty(random: () => number, depth: number): Property {
    if (depth > 0 && isTrue(random, 0.15)) return Type.Object(randomProperties(random, depth - 1), said);
    return pick(random, Object.values(types));
  }

  function randomProperties(random: () => number, depth: number): { [name: string]: Property } {
    const names = ['a', 'b', 'c', 'userId', 'userID'];
    const kept = names.filter(() => isTrue(random, 0.4));
    const gone = names.filter((name) => !kept.includes(name));
    return Object.fromEntries(
      (kept.length > 0 ? kept : ['a']).map((name) => {
        const property: Property = {
          ...randomProperty(random, depth),
          ...(isTrue(random, 0.3) && gone.length > 0 && { renamedFrom: [pick(random, gone)] }),
          ...(isTrue(random, 0.3) && {
            deprecated: { since: '1.0', removeAfter: pick(random, ['2026-01-01', '2027-01-01']) },
          }),
          ...(isTrue(random, 0.1) && { sensitivity: 'personal' }),
        };
        return [name, isTrue(random, 0.6) ? Type.Optional(property) : property];
      }),
    );
  }

  /** The last shape with a little changed, so that a step is not always a break. */
  function step(random: () => number, { properties, ...rest }: Shape): Shape {
    const fresh = randomProperties(random, 2);
    const mixed = Object.fromEntries(
      Object.entries({ ...fresh, ...properties }).map(([name, was]) => [
        name,
        isTrue(random, 0.2) ? (fresh[name] ?? Type.Optional(was)) : was,
      ]),
    );
    const policy = pick(random, ['capture', 'strip', 'reject'] as const);
    return { ...rest, properties: mixed, ...(isTrue(random, 0.1) && { unknownProperties: policy }) };
  }

  function randomHistory(random: () => number): { before: History; after: Shape } {
    let shape: Shape = { properties: randomProperties(random, 2) };
    const versions: { [version: string]: Shape } = { '1.0': shape };
    for (let count = Math.floor(random() * 4); count > 0; count--) {
      shape = step(random, shape);
      const { minor, major } = nextNumbers({ versions });
      versions[isTrue(random, 0.25) ? major : minor] = shape;
    }
    return { before: { versions }, after: step(random, shape) };
  }

  function isPublishable(history: History): boolean {
    try {
      return contractOf(history).events.length === 1;
    } catch {
      return false;
    }
  }

  it(`agree on the number, ${rounds} rounds`, () => {
    const random = randomFrom(20261128);
    const seen = { minor: 0, major: 0 };
    for (let left = rounds; left > 0; ) {
      const { before, after } = randomHistory(random);
      const number = nextNumbers(before);
      if (!isPublishable({ versions: { ...before.versions, [number.major]: after } })) continue;
      left -= 1;
      const targets = pick(random, targetLists);
      expect({ before, after, targets, found: disagreements(before, after, targets) }).toMatchObject({ found: [] });
      const { advice } = verdictOn(before, number.major, after, targets);
      seen[advice?.needed === 'major' ? 'major' : 'minor'] += 1;
    }
    expect(Math.min(seen.minor, seen.major)).toBeGreaterThan(rounds / 10);
  }, 3_600_000);
});
