import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyWorkspace, type WorkspaceCopy } from './support/workspace-copy.js';

let workspace: WorkspaceCopy;
beforeAll(() => {
  workspace = copyWorkspace();
});
afterAll(() => workspace.remove());

it('a new logical type fails to compile in exactly the places that must handle it', () => {
  expect(workspace.failingFiles()).toEqual([]);
  const model = path.join(workspace.folder, 'packages', 'contract', 'src', 'model.ts');
  const text = readFileSync(model, 'utf8');
  const extended = text.replace(
    "{ readonly kind: 'json' };",
    "{ readonly kind: 'json' }\n  | { readonly kind: 'interval' };",
  );
  expect(extended).not.toBe(text);
  writeFileSync(model, extended);
  const failing = workspace.failingFiles().filter((file) => !/\/test(ing)?\//.test(file));
  const within = (folder: string) => failing.filter((file) => file.startsWith(folder));
  const dialects = within('packages/ddl/src/dialects/');
  const generators = within('generators/');
  expect(failing.filter((file) => !dialects.includes(file) && !generators.includes(file))).toEqual([
    'packages/contract/src/logical.ts',
    'packages/ddl/src/type-shape.ts',
    'packages/ddl/src/views/derived-views.ts',
    'packages/lake/src/lake/exact-numbers.ts',
    'packages/lake/src/lake/read-sql.ts',
  ]);
  expect(dialects).toEqual(ownTypeMaps());
  expect(generators.map((file) => file.split('/')[1])).toEqual(expect.arrayContaining(['docs', 'ingest', 'sdk']));
});

/** The files in which a dialect says every type itself; others take them from a dialect that does. */
function ownTypeMaps(): string[] {
  const folder = path.join(workspace.folder, 'packages/ddl/src/dialects');
  return readdirSync(folder)
    .map((dialect) => path.join(folder, dialect, 'types.ts'))
    .filter((file) => existsSync(file) && readFileSync(file, 'utf8').includes(': TypeMap'))
    .map((file) => path.relative(workspace.folder, file).replaceAll('\\', '/'))
    .sort();
}
