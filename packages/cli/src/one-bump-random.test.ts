import { describe, expect, it } from 'vitest';
import { disagreements, nextNumbers, verdictOn } from './testing/bumps.js';
import { pick, randomFrom } from './testing/random.js';
import { isPublishable, randomHistory } from './testing/random-history.js';
import { targetLists } from './testing/shapes.js';

/** More rounds of random histories: `SLUICE_FUZZ=5000`. */
const rounds = Number(process.env.SLUICE_FUZZ ?? 40);

describe('random histories', () => {
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
