import { expect, it } from 'vitest';
import { lineDiff } from './line-diff.js';

it.each([
  { name: 'nothing', before: 'a\nb\n', after: 'a\n\nb\n', want: [] },
  { name: 'a line more', before: 'a\nc', after: 'a\nb\nc', want: ['+ b'] },
  { name: 'a line less', before: 'a\nb\nc', after: 'a\nc', want: ['- b'] },
  { name: 'another line', before: 'a\n  b\nc', after: 'a\n  d\nc', want: ['-   b', '+   d'] },
  { name: 'everything', before: '', after: 'a\nb', want: ['+ a', '+ b'] },
])('shows $name', ({ before, after, want }) => {
  expect(lineDiff(before, after)).toEqual(want);
});
