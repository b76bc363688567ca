import { expect, test } from 'vitest';
import { conflictLine, plainText } from './plain-text.js';

test.each([
  { name: 'as it is', given: 'a\n b\n', want: 'a\n b\n' },
  { name: 'Windows', given: 'a\r\n\r\nb\r\n', want: 'a\n\nb\n' },
  { name: 'mixed, and no end', given: 'a\r\nb\nc', want: 'a\nb\nc' },
  { name: 'old Macintosh', given: 'a\rb\r', want: 'a\nb\n' },
  { name: 'a byte order mark', given: '\uFEFFa\n', want: 'a\n' },
  { name: 'a mark inside stays', given: 'a\uFEFFb', want: 'a\uFEFFb' },
  { name: 'nothing', given: '', want: '' },
])('a text is the same however its lines end: $name', ({ given, want }) => expect(plainText(given)).toBe(want));

test.each([
  { given: 'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> branch\n', want: 2 },
  { given: '\n\n<<<<<<< Updated upstream\r\nb\r\n', want: 3 },
  { given: 'a\n||||||| base\n', want: 2 },
  { given: 'a\nb\n>>>>>>> left behind\n', want: 3 },
  { given: '<<<<<<<\n', want: 1 },
  { given: 'Heading\n=======\n', want: undefined },
  { given: 'x <<<<<<< HEAD\n<<<<<<<<<< many\n', want: undefined },
])('conflict in %j', ({ given, want }) => expect(conflictLine(given)).toBe(want));
