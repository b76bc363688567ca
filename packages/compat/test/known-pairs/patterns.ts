import { type KnownPair, text } from './known-pair.js';

/** Patterns as sets of texts. */
export const patterns: readonly KnownPair[] = [
  ['a look-ahead', { ...text, pattern: '^(?!b)[a-c]$' }, { enum: ['a', 'c'] }, 'equal'],
  ['a look-ahead for length', { ...text, pattern: '^(?=.{2}$)[a-z]*$' }, { ...text, pattern: '^[a-z]{2}$' }, 'equal'],
  ['a class of letters', { ...text, pattern: '^\\p{Lu}+$' }, { ...text, pattern: '^\\p{L}+$' }, 'narrower'],
  ['a word boundary', { ...text, pattern: '^\\ba\\b$' }, { const: 'a' }, 'equal'],
  ['alternatives and an optional letter', { ...text, pattern: '^colou?r$' }, { enum: ['color', 'colour'] }, 'equal'],
  [
    'a pattern and a length',
    { ...text, pattern: '^[ab]*$', minLength: 2, maxLength: 2 },
    { enum: ['aa', 'ab', 'ba', 'bb'] },
    'equal',
  ],
  ['a pattern that no text has', { ...text, pattern: 'a^' }, false, 'equal'],
  [
    'patterns that exclude each other',
    { ...text, allOf: [{ pattern: '^\\d+$' }, { pattern: '[a-z]' }] },
    false,
    'equal',
  ],
  [
    'a date as a pattern',
    { ...text, pattern: '^\\d{4}-(0[1-9]|1[0-2])$' },
    { ...text, pattern: '^\\d{4}-\\d{2}$' },
    'narrower',
  ],
  ['greedy and lazy', { ...text, pattern: '^a+?b*?$' }, { ...text, pattern: '^a+b*$' }, 'equal'],
];
