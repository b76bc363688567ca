// Bundles one of our TypeScript programs and runs it: node scripts/run-typescript.mjs <file> [arguments]
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './steps.mjs';

const [file = '', ...args] = process.argv.slice(2);
const outfile = path.join(root, '.sluice', 'cache', `${path.basename(file, '.ts')}-${process.pid}.mjs`);
mkdirSync(path.dirname(outfile), { recursive: true });
await build({
  entryPoints: [path.join(root, file)],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
process.env.SLUICE_ROOT = root;
process.argv.splice(1, process.argv.length, outfile, ...args);
process.on('exit', () => rmSync(outfile, { force: true }));
await import(pathToFileURL(outfile).href);
