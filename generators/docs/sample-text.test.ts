import { expect, it } from 'vitest';
import { sampleText, type TextShape } from './sample-text.js';

const cases: { given: TextShape; want: string | undefined }[] = [
  { given: { pattern: '^[A-Z]{3}-\\d{4}$' }, want: 'AAA-0000' },
  { given: { pattern: '^(EUR|USD)$' }, want: 'EUR' },
  { given: { pattern: '^[a-z]+$', minLength: 5, maxLength: 6 }, want: 'aaaaa' },
  { given: { pattern: '^(?:[a-z]{2}){1,3}$', minLength: 6 }, want: 'aaaaaa' },
  { given: { pattern: '^(?<left>\\w+)\\.?x*$' }, want: 'a' },
  { given: { pattern: 'b', minLength: 3 }, want: 'bxx' },
  { given: { pattern: '^\\p{Lu}\\p{Ll}*?$' }, want: 'A' },
  { given: { pattern: '^[^\\w\\]]\\/\\u0041\\x42\\u{43}$' }, want: ' /ABC' },
  { given: { pattern: '^.{2,}$' }, want: 'aa' },
  { given: { pattern: '^-?(0|[1-9]\\d{0,7})(\\.\\d{1,2})?$' }, want: '0' },
  { given: { pattern: '' }, want: '' },
  { given: { pattern: '^(?=.*\\d)a$' }, want: undefined },
  { given: { pattern: '^(a)\\1$' }, want: undefined },
  { given: { pattern: '^a{3}$', maxLength: 2 }, want: undefined },
  { given: { pattern: '^\\u{1F600}$' }, want: undefined },
];

it.each(cases)('$given.pattern: $want', ({ given, want }) => expect(sampleText(given)).toBe(want));
