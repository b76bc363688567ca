import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { painter } from '../../../cli/src/io.js';
import { renderProblems } from '../../../cli/src/render-problems.js';
import { resolveConfig } from '../config.js';
import { ProblemList } from '../problems.js';
import { event, imports, loadCases } from '../testing/load-cases.js';
import { inTime } from './in-time.js';
import { loadDefinitions } from './load-definitions.js';
import type { PlacedProblem } from './placed-problem.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sluice-load-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

async function load(): Promise<readonly PlacedProblem[]> {
  try {
    await loadDefinitions({ root, config: resolveConfig({}) });
    return [];
  } catch (error) {
    if (error instanceof ProblemList) return error.problems as readonly PlacedProblem[];
    throw error;
  }
}

test.each(loadCases)('names file, line and fix of $name', async ({ given, want, fix, beside = {} }) => {
  put('schemas/buy/1.0.ts', given);
  for (const [file, text] of Object.entries(beside)) put(file, text);
  const problems = await load();
  const expected = want.startsWith(':') ? `schemas/buy/1.0.ts${want}` : want;
  expect(problems.map(({ path: where, code }) => `${where} ${code}`)).toEqual([expected]);
  expect(problems[0]?.fix).toContain(fix);
});

test('CRLF, a byte order mark, type imports and what only uses types are no failures', async () => {
  put(
    'schemas/buy/1.0.ts',
    `\uFEFF${imports.replace('Type }', 'type EventSource, Type }')}${event()}`.replaceAll('\n', '\r\n'),
  );
  put(
    'schemas/sell/1.0.ts',
    `import { defineEvent, EventSource } from '@sluice/contract';\nconst source = { properties: {} } as EventSource;\nvoid source;\n${event('{}', 'sell')}`,
  );
  put('schemas/sell/notes.md', '<<<<<<< HEAD\n');
  expect(await load()).toEqual([]);
});

test('one run shows everything that is wrong with any of them, and a shared fault once', async () => {
  put('schemas/a/1.0.ts', `${imports}const a = ;\n`);
  put('schemas/b/1.0.ts', `import './shared.mjs';\n${imports}${event('{}', 'b')}`);
  put('schemas/b/1.1.ts', `import './shared.mjs';\n${imports}${event('{}', 'b', '1.1')}`);
  put('schemas/b/shared.mts', 'export const x = Typo;\nexport const y = ;\n');
  put('schemas/c/1.0.ts', `${imports}${event('{ a: Type.Null(), b: Type.String() }', 'c')}`);
  put('schemas/d/draft.ts', '');
  put('schemas/e/1.0.ts', `${imports}${event('{}', 'e')}`);
  expect((await load()).map(({ path: where, code }) => `${where} ${code}`)).toEqual([
    'schemas/d/draft.ts stray-file',
    'schemas/a/1.0.ts:2:11 syntax',
    'schemas/b/shared.mts:2:18 syntax',
    'schemas/c/1.0.ts:2: properties.a no-column-type',
    'schemas/c/1.0.ts:2: properties.b description-missing',
  ]);
});

test('shows the line with a mark below the column', async () => {
  put('schemas/buy/1.0.ts', `${imports}const a = ;\n`);
  const text = renderProblems(
    await loadDefinitions({ root, config: resolveConfig({}) }).catch((error) => error),
    painter(false),
  );
  expect(text.split('\n').slice(2, 4)).toEqual(['  2 │ const a = ;', `${' '.repeat(6 + 10)}^`]);
});

test('what never settles is given up', async () => {
  await expect(inTime(new Promise(() => undefined), 'a.ts', 5)).rejects.toThrow('not done after 0.005 s');
  expect(await inTime(Promise.resolve(7), 'a.ts', 5)).toBe(7);
});
