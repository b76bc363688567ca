import { automatonOf } from '@sluice/contract/patterns';
import { automaton } from '@sluice/ingest/codegen1';
import { describe, expect, it } from 'vitest';
import {
  randomOf,
  randomPattern,
  randomText,
} from '../../packages/compat/src/text-language/testing/random-patterns.js';

const rounds = Number(process.env.SLUICE_ROUNDS ?? 1_500);

describe('the automaton of a pattern', () => {
  it('finds it exactly where RegExp does', () => {
    const random = randomOf(20_261);
    let [compared, found] = [0, 0];
    for (let i = 0; i < rounds; i++) {
      const pattern = randomPattern(random);
      const table = automatonOf(pattern);
      if (!table) continue;
      const [regExp, matcher] = [new RegExp(pattern, 'u'), automaton(JSON.parse(JSON.stringify(table)))];
      for (let j = 0; j < 25; j++) {
        const text = randomText(random, j < 20 ? 10 : 40);
        const wanted = regExp.test(text);
        if (matcher.test(text) !== wanted)
          expect({ pattern, text, found: !wanted }).toEqual({ pattern, text, found: wanted });
        compared++;
        if (wanted) found++;
      }
    }
    expect(compared).toBeGreaterThan(rounds * 20);
    expect(found / compared).toBeGreaterThan(0.1);
    expect(found / compared).toBeLessThan(0.9);
  });
});
