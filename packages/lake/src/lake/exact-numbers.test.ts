import { expect, test } from 'vitest';
import { quoteNumbers } from './exact-numbers.js';

const cases = [
  { name: 'numbers at any depth', given: '{"a":1.50,"b":{"c":[-2,3e5]}}', want: '{"a":"1.50","b":{"c":["-2","3e5"]}}' },
  { name: 'digits in text stay', given: '{"a":"1.5 \\"2\\" \\\\","7":"x"}', want: '{"a":"1.5 \\"2\\" \\\\","7":"x"}' },
  { name: 'words stay', given: '{"a":true,"b":null,"c":[]}', want: '{"a":true,"b":null,"c":[]}' },
  {
    name: 'every digit stays',
    given: '{"a":12345678901234567890123456789.123456789}',
    want: '{"a":"12345678901234567890123456789.123456789"}',
  },
];

test('a text of megabytes is passed over', () => {
  const line = `{"a":"${'x'.repeat(20_000_000)}","b":1}`;
  expect(quoteNumbers(line).slice(-8)).toBe('"b":"1"}');
});

test.each(cases)('$name', ({ given, want }) => {
  expect(quoteNumbers(given)).toBe(want);
});
