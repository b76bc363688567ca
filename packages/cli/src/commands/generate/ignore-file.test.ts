import { describe, expect, it } from 'vitest';
import { lineFor, speaksOf, withLines } from './ignore-file.js';

const heading = '# Sluice: local data and build products';

describe('lines that are added', () => {
  const cases = [
    { name: 'to no file', given: '', want: `${heading}\n.sluice/\n` },
    { name: 'behind what is there', given: 'a\nb\n', want: `a\nb\n\n${heading}\n.sluice/\n` },
    { name: 'where the last line has no end', given: 'a', want: `a\n\n${heading}\n.sluice/\n` },
    { name: 'with the line ends of Windows', given: 'a\r\nb', want: `a\r\nb\r\n\r\n${heading}\r\n.sluice/\r\n` },
    { name: 'to an empty line', given: '\n', want: `\n${heading}\n.sluice/\n` },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    expect(withLines(given, ['.sluice/'])).toBe(want);
  });

  it.each([
    ['generated/ingest', 'generated/ingest/'],
    ['a[1]*?', 'a\\[1\\]\\*\\?/'],
    ['#x/!y', '\\#x/!y/'],
    ['!x', '\\!x/'],
    ['a b', 'a b/'],
  ])('%s is written as %s', (folder, want) => {
    expect(lineFor(folder)).toBe(want);
  });
});

describe('a file that speaks of generated/ingest', () => {
  const cases = [
    ['generated/ingest', true],
    ['generated/ingest/', true],
    ['/generated/ingest/**', true],
    ['/generated/ingest/*', true],
    ['**/generated/ingest', true],
    ['a\r\n  generated/ \r\nb', true],
    ['!generated/ingest/', true],
    ['ingest/', false],
    ['generated/ingest2', false],
    ['# generated/ingest', false],
    ['', false],
  ] as const;
  it.each(cases)('%j: %s', (text, want) => {
    expect(speaksOf(text, 'generated/ingest')).toBe(want);
  });
});
