// Bundles the demo (TypeScript, with the generated SDK) and runs it.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './steps.mjs';

const outfile = path.join(root, '.sluice', 'cache', 'demo.mjs');
mkdirSync(path.dirname(outfile), { recursive: true });
await build({
  entryPoints: [path.join(root, 'scripts', 'demo.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
process.env.SLUICE_ROOT = root;
await import(pathToFileURL(outfile).href);
