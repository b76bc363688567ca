import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

let counter = 0;

/**
 * Bundles TypeScript (as one entry, resolved from `root`) with esbuild and imports the result. Our own packages are the
 * ones this command runs on, wherever the project lies; other packages are resolved from the project. With `within`, files
 * may import one another only below that folder of `root`, so that nothing else can change what they say.
 */
export async function importBundled(
  root: string,
  entry: string,
  within?: string,
): Promise<{ [name: string]: unknown }> {
  const folder = path.join(root, '.sluice', 'cache');
  const file = path.join(folder, `bundle-${process.pid}-${counter++}.mjs`);
  const code = await bundle(root, entry, within);
  await mkdir(folder, { recursive: true });
  await writeFile(file, code);
  try {
    return (await import(pathToFileURL(file).href)) as { [name: string]: unknown };
  } finally {
    await rm(file, { force: true });
  }
}

async function bundle(root: string, entry: string, within?: string): Promise<string> {
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
    plugins: [packages, ...(within === undefined ? [] : [staysWithin(path.join(root, within))])],
  });
  return result.outputFiles[0]?.text ?? '';
}

const packages: Plugin = {
  name: 'packages',
  setup: (build) => build.onResolve({ filter: /^[^./]/ }, external),
};

function staysWithin(folder: string): Plugin {
  return {
    name: 'stays-within',
    setup: (build) =>
      build.onResolve({ filter: /^\./ }, ({ path: specifier, resolveDir }) => {
        const target = path.resolve(resolveDir, specifier);
        if (target.startsWith(folder + path.sep) || !resolveDir.startsWith(folder)) return undefined;
        return {
          errors: [
            {
              text: `"${specifier}" lies outside ${path.basename(folder)}: definitions import packages and one another only`,
            },
          ],
        };
      }),
  };
}

function external({ path: specifier }: { path: string }) {
  if (specifier.startsWith('@sluice/')) return { path: import.meta.resolve(specifier), external: true };
  return path.isAbsolute(specifier) ? undefined : { path: specifier, external: true };
}
