import { describe, expect, it } from 'vitest';
import { mutatedPair, randomPair, runCampaign } from '../../test/fuzz/campaign.js';
import { checkFinite } from '../../test/fuzz/exhaustive.js';
import { finiteDomains } from '../../test/fuzz/finite.js';
import { Random } from '../../test/fuzz/random.js';
import type { RealSchema } from '../../test/fuzz/real-schemas.js';
import { realSchemas } from '../../test/fuzz/real-schemas.js';

function seeds(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

/**
 * Each pair is compared twice, both ways round, with keys in another order, with parts moved behind references, and each
 * schema with itself; then two validators look at random instances and at the witnesses.
 */
describe('no answer is contradicted', () => {
  it('on random pairs of every draft', () => {
    const { violations, obstacles, pairs, instances } = runCampaign(seeds(2001, 200), randomPair, { instances: 30 });
    expect({ violations, obstacles, pairs, instances }).toEqual({
      violations: [],
      obstacles: {},
      pairs: 200,
      instances: 6000,
    });
  });

  it('on public schemas and mutations of them', () => {
    const real = realSchemas();
    const { violations, obstacles } = runCampaign(
      seeds(1, 86),
      (random, seed) => mutatedPair((real[(seed * 4) % real.length] as RealSchema).schema, random),
      { instances: 20 },
    );
    expect({ violations, obstacles }).toEqual({ violations: [], obstacles: {} });
  });

  it.each(finiteDomains)('where every value can be looked at ($name)', (domain) => {
    const wrong = seeds(1, 300)
      .map((seed) => checkFinite(domain, new Random(seed)))
      .filter(({ answer, want }) => answer !== want && want !== 'doubtful');
    expect(wrong).toEqual([]);
  });
});
