import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { judge } from '@sluice/ingest';
import { findProject } from '@sluice/project';
import { envelopeSource } from '@sluice/project/definitions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shellWord, validExample } from './event-example.js';
import { reloadable, watchDefinitions } from './live-contract.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sluice-live-'));
  put('envelope', envelopeSource);
  put(
    'adjust',
    definition('adjust', "code: Type.String({ pattern: '^(?=x)$', maxLength: 9, description: 'No example fits.' })"),
  );
  put('buy', definition('buy', "note: Type.String({ examples: [\"it's\"], description: 'A note.' })"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function put(event: string, source: string): void {
  mkdirSync(path.join(root, 'schemas', event), { recursive: true });
  writeFileSync(path.join(root, 'schemas', event, '1.0.ts'), source);
}

function definition(name: string, fields: string): string {
  return `import { defineEvent, Type } from '@sluice/contract';
export default defineEvent({ name: '${name}', version: '1.0', owner: 'o', description: 'd', properties: { ${fields} } });
`;
}

test('a contract follows its definitions, and stays as it was where they are broken', async () => {
  const { contract, reload } = await reloadable(await findProject(root));
  const accepts = (event: object) => judge(contract, 'buy', event).ok;
  const before = contract.digest;
  expect([accepts({ note: 'a' }), accepts({ note: 7 }), await reload()]).toEqual([true, false, false]);

  put('buy', definition('buy', "note: Type.Integer({ description: 'A note.' })"));
  expect([await reload(), accepts({ note: 'a' }), accepts({ note: 7 }), contract.digest === before]).toEqual([
    true,
    false,
    true,
    false,
  ]);

  const good = contract.digest;
  put('buy', 'export default defineEvent({');
  await expect(reload()).rejects.toMatchObject({ name: 'ProblemList' });
  expect([accepts({ note: 7 }), contract.digest]).toEqual([true, good]);

  put('buy', definition('buy', "note: Type.String({ examples: [\"it's\"], description: 'A note.' })"));
  expect([await reload(), contract.digest]).toEqual([true, before]);
});

test('the example is of the first event that has a valid one, and fits into a shell', async () => {
  const { contract } = await reloadable(await findProject(root));
  const example = await validExample(contract.model, contract);
  expect(example).toMatchObject({ event: 'buy', table: 'buy' });
  const said = JSON.parse(example?.json ?? '');
  expect([said.note, judge(contract, 'buy', said).ok, shellWord(example?.json ?? '').includes("it'\\''s")]).toEqual([
    "it's",
    true,
    true,
  ]);
});

test('changes of definitions call back, once for what is written together', async () => {
  const project = await findProject(root);
  let told = () => undefined as unknown;
  let calls = 0;
  const stop = watchDefinitions(project, async () => {
    calls += 1;
    told();
  });
  const after = (change: () => void) =>
    new Promise<void>((resolve) => {
      told = resolve;
      change();
    });
  await after(() => {
    for (const note of ['a', 'b', 'c']) put('buy', definition('buy', `note: Type.String({ description: '${note}' })`));
  });
  const file = path.join(root, 'schemas/buy/1.0.ts');
  await after(() => {
    writeFileSync(`${file}.new`, definition('buy', ''));
    renameSync(`${file}.new`, file);
  });
  await after(() => writeFileSync(file, definition('buy', "note: Type.String({ description: 'd' })")));
  await after(() => put('sell', definition('sell', '')));
  await after(() => put('sell', definition('sell', "note: Type.String({ description: 'd' })")));
  await after(() => rmSync(path.join(root, 'schemas/sell'), { recursive: true }));
  stop();
  expect(calls).toBe(6);
});
