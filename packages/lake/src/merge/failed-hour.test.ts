import { expect, test } from 'vitest';
import { fixOf } from './failed-hour.js';

const hour = { event: 'purchase', major: 1, year: '2026', month: '11', day: '20', hour: '09' };
const raw = 'raw/event=purchase/major=1/year=2026/month=11/day=20/hour=09';

test.each([
  [
    { message: 'Malformed JSON' },
    `If a file below ${raw} is damaged, correct it, or move it out of the lake's folder and keep it.`,
  ],
  [{ message: 'IO Error: Could not write file "x": No space left on device' }, 'The disk is full. Make room,'],
  [{ message: 'write', code: 'ENOSPC', path: '/lake/columnar/x' }, 'The disk is full. Make room,'],
  [
    { message: 'mkdir', code: 'EACCES', path: '/lake/columnar/x' },
    'See to columnar/x and the folders above it: what stands there cannot be used (EACCES).',
  ],
])('what to do about %j', (error, want) => {
  const fix = fixOf(hour, Object.assign(new Error(error.message), error), '/lake');
  expect(fix.replace(/ (Then|then) merge again\.$/, '')).toBe(want);
});
