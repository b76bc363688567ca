import { describe, expect, test } from 'vitest';
import { badStatements, goodStatements, spoilt } from './bad-statements.js';
import type { OpenOracles } from './oracles.js';
import type { TestedStatement } from './statements.js';

async function whoRejects(opened: OpenOracles, statement: TestedStatement): Promise<string[]> {
  const asked = opened.oracles.filter((oracle) => oracle.knows(statement));
  const faults = await Promise.all(asked.map(async ({ id, faults }) => ({ id, faults: await faults(statement) })));
  return faults.filter((one) => one.faults.length > 0).map(({ id }) => id);
}

/** Defines the tests of the oracles themselves; the open ones are those that the other tests have open. */
export function testOracles(opened: () => OpenOracles): void {
  test.each(Object.values<TestedStatement>(goodStatements))('good: $name', async (statement) => {
    expect(await whoRejects(opened(), statement)).toEqual([]);
  });

  describe('bad', () => {
    test.each(badStatements)('$of: $name', async (bad) => {
      expect(await whoRejects(opened(), spoilt(bad))).toEqual(bad.by);
    });

    test('every oracle has something to see, and there are enough', () => {
      expect(badStatements.length).toBeGreaterThanOrEqual(40);
      expect(new Set(badStatements.flatMap(({ by }) => by))).toEqual(new Set(opened().oracles.map(({ id }) => id)));
    });
  });
}
