import { expect, test } from 'vitest';
import { systemRandom } from './ports.js';
import { uuidv7 } from './uuid.js';

const cases = [
  { name: 'the least', given: { now: 0, random: 0 }, want: '00000000-0000-7000-8000-000000000000' },
  {
    name: 'the greatest',
    given: { now: 2 ** 48 - 1, random: 1 - 2 ** -32 },
    want: 'ffffffff-ffff-7fff-bfff-ffffffffffff',
  },
  {
    name: 'the time of RFC 9562, A.6',
    given: { now: 0x017f22e279b0, random: 0.5 },
    want: '017f22e2-79b0-7800-a000-800000800000',
  },
];

test.each(cases)('$name', ({ given, want }) => expect(uuidv7(given.now, () => given.random)).toBe(want));

test('ids of one millisecond differ', () => {
  const ids = new Set(Array.from({ length: 10_000 }, () => uuidv7(1714521600000, systemRandom)));
  expect(ids.size).toBe(10_000);
});
