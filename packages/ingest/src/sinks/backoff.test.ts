import { expect, it } from 'vitest';
import { fullJitter } from './backoff.js';

it.each([
  { name: 'the first wait', failures: 1, random: 1, want: 100 },
  { name: 'the third', failures: 3, random: 1, want: 400 },
  { name: 'half of it', failures: 3, random: 0.5, want: 200 },
  { name: 'none', failures: 3, random: 0, want: 0 },
  { name: 'the bound', failures: 9, random: 1, want: 5_000 },
  { name: 'the bound for ever', failures: 5_000, random: 1, want: 5_000 },
])('waits $name', ({ failures, random, want }) => {
  expect(fullJitter(failures, { baseMs: 100, capMs: 5_000 }, () => random)).toBe(want);
});
