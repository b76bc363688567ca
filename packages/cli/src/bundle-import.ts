import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

let counter = 0;

/**
 * Bundles TypeScript (as one entry, resolved from `root`) with esbuild and imports the result. Our own packages are the
 * ones this command runs on, wherever the project lies; other packages are resolved from the project.
 */
export async function importBundled(root: string, entry: string): Promise<{ [name: string]: unknown }> {
  const folder = path.join(root, '.sluice', 'cache');
  const file = path.join(folder, `bundle-${process.pid}-${counter++}.mjs`);
  const code = await bundle(root, entry);
  await mkdir(folder, { recursive: true });
  await writeFile(file, code);
  try {
    return (await import(pathToFileURL(file).href)) as { [name: string]: unknown };
  } finally {
    await rm(file, { force: true });
  }
}

async function bundle(root: string, entry: string): Promise<string> {
  const esbuild = await import('esbuild');
  const result = await esbuild.build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts', sourcefile: 'sluice-entry.ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    sourcemap: 'inline',
    plugins: [{ name: 'packages', setup: (build) => build.onResolve({ filter: /^[^./]/ }, external) }],
  });
  return result.outputFiles[0]?.text ?? '';
}

function external({ path: specifier }: { path: string }) {
  if (specifier.startsWith('@sluice/')) return { path: import.meta.resolve(specifier), external: true };
  return path.isAbsolute(specifier) ? undefined : { path: specifier, external: true };
}
