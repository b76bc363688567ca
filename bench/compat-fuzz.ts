import path from 'node:path';
import { mutatedPair, randomPair, runCampaign } from '../packages/compat/test/fuzz/campaign.js';
import { checkFinite } from '../packages/compat/test/fuzz/exhaustive.js';
import { finiteDomains } from '../packages/compat/test/fuzz/finite.js';
import { Random } from '../packages/compat/test/fuzz/random.js';
import type { RealSchema } from '../packages/compat/test/fuzz/real-schemas.js';
import { realSchemas } from '../packages/compat/test/fuzz/real-schemas.js';

const chunk = 250;

/**
 * Tests the compatibility engine on so many random pairs and as many mutations of public schemas, and reports the rate
 * of `unknown` and every contradiction with the seed that shows it again. True if there is none.
 */
export function fuzzCompat(pairs: number, firstSeed: number, report: (line: string) => void): boolean {
  const real = realSchemas(path.join(process.env.SLUICE_ROOT ?? '.', 'packages/compat/test/data/iglu-central'));
  const schemaOf = (seed: number) => (real[seed % real.length] as RealSchema).schema;
  const kinds = {
    random: randomPair,
    mutated: (random, seed) => mutatedPair(schemaOf(seed), random),
  } satisfies { readonly [kind: string]: Parameters<typeof runCampaign>[1] };
  let sound = true;
  for (const [kind, pairOf] of Object.entries(kinds)) {
    for (let from = firstSeed; from < firstSeed + pairs; from += chunk) {
      const seeds = Array.from({ length: Math.min(chunk, firstSeed + pairs - from) }, (_, index) => from + index);
      const { answers, obstacles, violations, instances } = runCampaign(seeds, pairOf, { instances: 60 });
      sound &&= violations.length === 0;
      const total = Object.values(answers).reduce((sum, count) => sum + count, 0);
      const unknown = (((answers.unknown ?? 0) / total) * 100).toFixed(2);
      report(
        `${kind} ${from}–${from + seeds.length - 1}: ${instances} instances, ${JSON.stringify(answers)}, ${unknown} % unknown`,
      );
      if (Object.keys(obstacles).length > 0) report(`  in the way: ${JSON.stringify(obstacles)}`);
      for (const violation of violations) report(`  CONTRADICTED ${JSON.stringify(violation)}`);
    }
  }
  return fuzzFinite(pairs, firstSeed, report) && sound;
}

/** The same over domains so small that every value is looked at: no answer may be missing either. */
function fuzzFinite(pairs: number, firstSeed: number, report: (line: string) => void): boolean {
  let sound = true;
  for (const domain of finiteDomains) {
    const counts: { [outcome: string]: number } = {};
    for (let seed = firstSeed; seed < firstSeed + pairs; seed++) {
      const checked = checkFinite(domain, new Random(seed));
      const { answer, want } = checked;
      const outcome = want === 'doubtful' ? want : answer === want ? 'right' : `${answer} for ${want}`;
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      if (outcome === 'right' || outcome === 'doubtful') continue;
      sound = false;
      report(`  CONTRADICTED ${JSON.stringify(checked)}`);
    }
    report(`finite ${domain.name} from ${firstSeed}: ${JSON.stringify(counts)}`);
  }
  return sound;
}
