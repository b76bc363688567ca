import { describe, expect, test } from 'vitest';
import { badStatements, goodStatements, spoilt } from './bad-statements.js';
import type { Court } from './judges.js';
import type { JudgedStatement } from './statements.js';

async function whoRejects(court: Court, statement: JudgedStatement): Promise<string[]> {
  const asked = court.judges.filter((judge) => judge.knows(statement));
  const faults = await Promise.all(asked.map(async ({ id, faults }) => ({ id, faults: await faults(statement) })));
  return faults.filter((one) => one.faults.length > 0).map(({ id }) => id);
}

/** Defines the tests of the judges themselves; the court is the one that the other tests have open. */
export function testJudges(court: () => Court): void {
  test.each(Object.values<JudgedStatement>(goodStatements))('good: $name', async (statement) => {
    expect(await whoRejects(court(), statement)).toEqual([]);
  });

  describe('bad', () => {
    test.each(badStatements)('$of: $name', async (bad) => {
      expect(await whoRejects(court(), spoilt(bad))).toEqual(bad.by);
    });

    test('every judge has something to see, and there are enough', () => {
      expect(badStatements.length).toBeGreaterThanOrEqual(40);
      expect(new Set(badStatements.flatMap(({ by }) => by))).toEqual(new Set(court().judges.map(({ id }) => id)));
    });
  });
}
