import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

test('a page pays 3 kB gzipped at most for client and track', async () => {
  const code = await bundle(`import { createClient } from './index.js';
    createClient({ url: 'https://collect.example.com' }).track('view', {});`);
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(3 * 1024);
});

test('importing without using leaves nothing behind', async () => {
  expect((await bundle(`import './index.js'; import './codegen1/index.js';`)).trim()).toBe('');
});

test('importing touches no global, as server-side rendering needs', async () => {
  const code = (await bundle(`import { createClient } from './index.js'; export { createClient };`)).replace(
    /export\{.*$/s,
    '',
  );
  const forbidden = new Proxy({}, { get: (_, name) => fail(name) });
  const names = ['window', 'document', 'navigator', 'crypto', 'fetch', 'setTimeout', 'process', 'globalThis'];
  const run = new Function(...names, `"use strict";${code}`);
  expect(() => run(...names.map(() => forbidden))).not.toThrow();
});

test('the package depends on nothing', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect([manifest.dependencies, manifest.peerDependencies, manifest.sideEffects]).toEqual([
    undefined,
    undefined,
    false,
  ]);
});

function fail(name: string | symbol): never {
  throw new Error(`touched ${String(name)}`);
}
