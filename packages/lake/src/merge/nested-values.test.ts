import { afterEach, beforeEach, expect, test } from 'vitest';
import { hourOf, type TestLake, testLake } from '../../test/lake.js';

let lake: TestLake;

beforeEach(async () => {
  lake = await testLake();
});

afterEach(() => lake.remove());

const row = (more: string) =>
  `{"event_id":"a","event":"everything","version":"1.0","occurred_at":"2026-11-20 10:00:00.000","received_at":"2026-11-20 10:00:00.000",${more}}`;

test.each([
  '"place":{"price":"x"}',
  '"place":[1]',
  '"place":"text"',
  '"tags":{"a":1}',
  '"tags":"a"',
  '"scores":{"a":"x"}',
  '"scores":[1]',
  '"scores":{"a":9223372036854775808}',
  '"flag":"perhaps"',
  '"birth_day":"2024-02-30"',
  '"at_":"2024-02-30 00:00:00.000"',
  '"ratio":"x"',
])('%s fails the hour instead of becoming NULL', async (more) => {
  await lake.raw(`${hourOf('everything', '10')}/a.json`, [row(more)]);
  expect(await lake.merge('r1')).toMatchObject({ hours: [{ kind: 'failed' }] });
});
