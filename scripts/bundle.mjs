// Bundles the packages that every command loads: a few files instead of four hundred, so that a command starts sooner.
// Packages stay packages: what they import of others, and of npm, is left as an import.
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './steps.mjs';

const packages = ['contract', 'compat', 'ddl', 'disk', 'lake', 'project', 'cli'];

/** TypeBox comes as two hundred small files; the contract package brings it along as one. */
const broughtAlong = new Set(['@sinclair/typebox']);

const leaveImports = {
  name: 'leave-imports',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path: specifier, kind }) =>
      kind === 'entry-point' || broughtAlong.has(specifier) ? undefined : { path: specifier, external: true },
    ),
};

/** The schema of the configuration becomes plain data here: no command pays for what made it. */
const frozenShape = {
  name: 'frozen-shape',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]configuration[\\/]shape-data\.ts$/ }, async ({ path: file }) => {
      const entry = path.join(path.dirname(file), 'config-schema.ts');
      const made = await build({
        entryPoints: [entry],
        bundle: true,
        write: false,
        format: 'esm',
        platform: 'node',
        target: 'node20',
        conditions: ['sluice-source'],
      });
      const code = Buffer.from(made.outputFiles[0]?.text ?? '').toString('base64');
      const { configSchema } = await import(`data:text/javascript;base64,${code}`);
      return { contents: `export const configShape = ${JSON.stringify(configSchema)};`, loader: 'js' };
    }),
};

for (const name of packages) {
  const cwd = path.join(root, 'packages', name);
  const { exports, bin } = JSON.parse(readFileSync(path.join(cwd, 'package.json'), 'utf8'));
  const entries = Object.values(exports).flatMap((entry) => entry['sluice-source'] ?? []);
  await rm(path.join(cwd, 'lib'), { recursive: true, force: true });
  await build({
    absWorkingDir: cwd,
    entryPoints: bin ? [...entries, './src/main.ts'] : entries,
    outbase: './src',
    outdir: 'lib',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    plugins: [frozenShape, leaveImports],
  });
}
