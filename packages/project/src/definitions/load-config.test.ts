import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { problemsOf } from '../problems.js';
import { findProject } from '../project.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'sluice-config-')));
  mkdirSync(path.join(root, '.git'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(files: { readonly [file: string]: string }): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

const typed = "import { defineConfig } from '@sluice/cli';\n";

describe('configuration is read', () => {
  test.each([
    ['sluice.config.ts', `${typed}export default defineConfig({ database: 'shop' as string });\n`],
    ['sluice.config.mts', "export default { database: 'shop' as string };\n"],
    ['sluice.config.cts', "export default { database: 'shop' as string };\n"],
    ['sluice.config.js', "module.exports = { database: 'shop' };\n"],
    ['sluice.config.js', "export default { database: 'shop' };\n"],
    ['sluice.config.mjs', "export default { database: 'shop' };\n"],
    ['sluice.config.cjs', "module.exports = { database: 'shop' };\n"],
    ['sluice.config.json', '{ "database": "shop" }\n'],
    ['sluice.config.ts', "\uFEFFimport { database } from './shared.js';\r\nexport default { database };\r\n"],
  ])('from %s: %j', async (name, text) => {
    put({ [name]: text, 'shared.ts': "export const database = 'shop';\n", 'schemas/a/b/note.md': '' });
    expect(await findProject(path.join(root, 'schemas/a/b'))).toMatchObject({
      root,
      configFile: name,
      config: { database: 'shop' },
    });
  });

  test('from the folder above that names the definitions', async () => {
    put({ 'sluice.config.ts': "export default { schemas: 'contracts/schemas' };\n", 'contracts/schemas/a.md': '' });
    for (const folder of ['.', 'contracts', 'contracts/schemas'])
      expect(await findProject(path.join(root, folder))).toMatchObject({
        root,
        config: { schemas: 'contracts/schemas' },
      });
  });

  test('and none is needed, whatever else is called sluice', async () => {
    put({
      'schemas/a.md': '',
      'sluice.js': 'run();\n',
      '.sluice/cache/x': '',
      'sluice/readme.md': '',
      'package.json': '{"name":"sluice","dependencies":{"sluice":"1"}}',
    });
    expect((await findProject(root)).configFile).toBeUndefined();
    expect((await findProject(path.join(root, 'sluice'))).root).toBe(root);
  });
});

describe('configuration that would go by unread is refused', () => {
  test.each([
    [
      { 'sluice.config.ts': 'export default {};', 'sluice.config.js': 'export default {};' },
      'has sluice.config.ts and sluice.config.js',
    ],
    [{ 'sluice.config.yaml': 'a: 1' }, 'sluice.config.yaml is not read'],
    [{ '.sluicerc': '{}' }, '.sluicerc is not read'],
    [{ '.sluicerc.json': '{}' }, '.sluicerc.json is not read'],
    [{ 'sluice.toml': '' }, 'sluice.toml is not read'],
    [{ 'Sluice.Config.ts': '' }, 'Sluice.Config.ts is not read'],
    [{ 'sluice-config.ts': '' }, 'sluice-config.ts is not read'],
    [{ 'sluice.conf.js': '' }, 'sluice.conf.js is not read'],
    [{ 'sluice.ts': "import { defineConfig } from '@sluice/cli';" }, 'sluice.ts is not read'],
    [{ 'config/sluice.config.ts': 'export default {};' }, 'config/sluice.config.ts is not read'],
    [{ 'schemas/sluice.config.ts': 'export default {};' }, 'schemas/sluice.config.ts is not read'],
    [{ 'package.json': '{"sluice":{"database":"shop"}}' }, 'package.json has a key "sluice"'],
  ])('%j', async (files, want) => {
    put({ 'schemas/a.md': '', ...(files as { [file: string]: string }) });
    await expect(findProject(root)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(want),
    });
  });

  test('above a folder that it does not speak of', async () => {
    put({ 'sluice.config.ts': 'export default {};\n', 'apps/shop/schemas/a.md': '' });
    await expect(findProject(path.join(root, 'apps/shop'))).rejects.toThrow("Write schemas: 'apps/shop/schemas' there");
    put({ 'apps/shop/sluice.config.ts': 'export default {};\n' });
    expect((await findProject(path.join(root, 'apps/shop'))).root).toBe(path.join(root, 'apps/shop'));
  });
});

test('no project: what to do', async () => {
  await expect(findProject(root)).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringContaining('npx sluice new '),
  });
});

describe('configuration that cannot be loaded is named with file, line and fix', () => {
  test.each([
    ['', ':1 no-config', 'defineConfig({ … })'],
    ['// nothing\n', ':1 no-config', 'defineConfig({ … })'],
    ["const config = { database: 'a' };\n", ':1 no-config', 'export default'],
    ["Promise.reject(new Error('x'));\nexport default {};\n", ':1:16 definition-failed', 'Correct the line'],
    ["export const config = { database: 'a' };\n", ':1 no-config', 'export default'],
    ['export default {\n  database: ,\n};\n', ':2:13 syntax', 'your editor'],
    [
      "import { defineConfg } from '@sluice/cli';\nexport default defineConfg({});\n",
      ':1:10 import-unknown',
      'Did you mean defineConfig?',
    ],
    [
      "import { defineConfig } from '@sluice/cl';\nexport default defineConfig({});\n",
      ':1:30 import-missing',
      '"@sluice/cli"',
    ],
    ["import x from './setings.js';\nexport default x;\n", ':1:15 import-missing', 'Did you mean "./settings.js"?'],
    ['export default {\n  database: process.env.DB.trim(),\n};\n', ':2:28 definition-failed', 'Correct the line'],
    ['const a = 1;\nthrow a;\n', ':2 definition-failed', 'Correct the line'],
    ["await Promise.reject(new Error('x'));\nexport default {};\n", ':1:22 definition-failed', 'Correct the line'],
    ['<<<<<<< HEAD\nexport default {};\n=======\n>>>>>>> b\n', ':1 merge-conflict', 'Keep one'],
    ['/*\n<<<<<<< HEAD\n*/export default {};\n', ':2 merge-conflict', 'Keep one'],
  ])('%j', async (text, want, fix) => {
    put({ 'sluice.config.ts': text, 'settings.ts': 'export default {};\n', 'schemas/a.md': '' });
    const error = await findProject(root).catch((thrown: unknown) => thrown);
    const problems = problemsOf(error) ?? [];
    expect(problems.map((one) => `${one.path} ${one.code}`)).toEqual([`sluice.config.ts${want}`]);
    expect(problems[0]?.fix).toContain(fix);
  });

  test('JSON, too', async () => {
    put({ 'sluice.config.json': '{\n  "database": \n}\n' });
    const error = await findProject(root).catch((thrown: unknown) => thrown);
    expect(problemsOf(error)?.map(({ path: where, code }) => `${where} ${code}`)).toEqual([
      'sluice.config.json:3:1 syntax',
    ]);
  });
});
