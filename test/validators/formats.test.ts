import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assertedFormats } from '@sluice/contract';
import { FORMATS } from '@sluice/ingest/codegen1';
import { describe, expect, it } from 'vitest';
import { suiteFolder } from './suite.js';

interface Group {
  readonly description: string;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

/** The official cases of one format, of the newest draft that has them. */
function casesOf(format: string): readonly Group[] {
  const file = path.join(suiteFolder, 'draft2020-12', 'optional', 'format', `${format}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as readonly Group[];
}

it('definitions and run time know the same formats', () => {
  expect([...assertedFormats].sort()).toEqual(Object.keys(FORMATS).sort());
});

describe.each(Object.entries(FORMATS))('%s', (format, holds) => {
  const cases = casesOf(format).flatMap(({ description, tests }) =>
    tests.map((test) => ({ ...test, name: `${description}: ${test.description}` })),
  );
  it.each(cases)('$name', ({ data, valid }) => {
    expect(typeof data !== 'string' || holds(data)).toBe(valid);
  });
});
