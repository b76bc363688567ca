import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { jsonDepth } from './json-depth.js';
import { readSchema } from './schema-files-fs.js';

it.each([
  ['1', 0],
  ['"[{"', 0],
  ['"\\"[" ', 0],
  ['{"a":"}","b":[{}]}', 3],
  ['[[],[[]]]', 3],
  ['['.repeat(1_000_000), 1_000_000],
])('the depth of a JSON text', (text, want) => {
  expect(jsonDepth(text)).toBe(want);
});

it('schemas that nest too deep are refused with that reason, in one file or in another', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'deep-schema-'));
  const nested = (levels: number) => `${'{"items":'.repeat(levels)}{}${'}'.repeat(levels)}`;
  for (const levels of [999, 1_000, 100_000]) writeFileSync(path.join(folder, `${levels}.json`), nested(levels));
  writeFileSync(path.join(folder, 'ref.json'), '{"$ref":"100000.json"}');
  expect(() => readSchema(folder, '999.json', undefined, false)).not.toThrow();
  for (const levels of [1_000, 100_000]) {
    const message = `${levels}.json nests ${levels + 1} levels; at most 1000 are read.`;
    expect(() => readSchema(folder, `${levels}.json`)).toThrow(message);
  }
  expect(() => readSchema(folder, 'ref.json')).toThrow();
  rmSync(folder, { recursive: true });
});
