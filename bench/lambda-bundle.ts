import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { writeSyntheticProject } from './synthetic.js';

/** What the bundled transform Lambda of a project weighs. */
export interface BundleWeight {
  readonly bytes: number;
  /** CPU milliseconds of importing it in a process of its own, counted from when that has started. */
  readonly loadMs: number;
  /** The same for the bundled Firehose client of the AWS SDK, which the function does without. */
  readonly clientMs: number;
  /** One by the other, as the median of pairs. */
  readonly ratio: number;
}

const rounds = 9;

/** Generates and bundles a project of so many synthetic events, and weighs the bundle. */
export async function weighBundle(root: string, events: number): Promise<BundleWeight> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sluice-bundle-'));
  try {
    const bundle = bundleOf(root, folder, events);
    const client = await clientBundle(root, path.join(folder, 'client.mjs'));
    const loads = Array.from({ length: rounds }, () => ({ bundle: loadMs(bundle), client: loadMs(client) }));
    return {
      bytes: statSync(bundle).size,
      loadMs: median(loads.map((load) => load.bundle)),
      clientMs: median(loads.map((load) => load.client)),
      ratio: median(loads.map((load) => load.bundle / load.client)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bundleOf(root: string, folder: string, events: number): string {
  writeSyntheticProject(folder, events, readFileSync(path.join(root, 'schemas', 'envelope', '1.0.ts'), 'utf8'));
  writeFileSync(path.join(folder, 'sluice.config.ts'), "export default { targets: ['ingest', 'lambda'] };\n");
  const command = path.join(root, 'packages', 'cli', 'bin', 'sluice.js');
  const { status, stderr } = spawnSync(process.execPath, [command, 'generate'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`sluice generate exited with ${status}: ${stderr}`);
  return path.join(folder, 'generated', 'lambda', 'dist', 'index.mjs');
}

async function clientBundle(root: string, outfile: string): Promise<string> {
  await build({
    stdin: {
      contents: "export { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';",
      resolveDir: path.join(root, 'packages', 'ingest'),
    },
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}

function loadMs(file: string): number {
  const load = `const start = process.cpuUsage();
await import(${JSON.stringify(pathToFileURL(file).href)});
const { user, system } = process.cpuUsage(start);
console.log((user + system) / 1000);`;
  return Number(spawnSync(process.execPath, ['--input-type=module', '-e', load], { encoding: 'utf8' }).stdout);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
