import { expect, test } from 'vitest';
import { glueComment } from './comment.js';

const cases = [
  { name: 'line breaks and tabs become spaces', given: 'a\r\n\tb\u2028c', want: 'a b c' },
  { name: 'exactly at the limit stays', given: 'x'.repeat(255), want: 'x'.repeat(255) },
  { name: 'beyond the limit is cut at a word', given: `${'word '.repeat(60)}`, want: `${'word '.repeat(50).trim()}…` },
  { name: 'one long word is cut inside', given: 'x'.repeat(300), want: `${'x'.repeat(252)}…` },
  { name: 'a character outside the basic plane is not halved', given: '😀'.repeat(300), want: `${'😀'.repeat(63)}…` },
  { name: 'half a surrogate pair is no text', given: 'a\ud800b', want: 'a\ufffdb' },
  { name: 'bytes count, not characters', given: 'ü'.repeat(128), want: `${'ü'.repeat(126)}…` },
];

test.each(cases)('$name', ({ given, want }) => {
  expect(glueComment(given)).toBe(want);
});
