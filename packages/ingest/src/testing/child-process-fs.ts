import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles one of the programs beside this file into a folder; answers what Node has to be called with. */
export async function bundleChild(name: string, outfile: string): Promise<string> {
  const entry = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const banner = {
    js: "import { createRequire as forBundle } from 'node:module';const require = forBundle(import.meta.url);",
  };
  const settings = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['sluice-source'],
    logLevel: 'error',
    banner,
  } as const;
  await build({ entryPoints: [entry], outfile, ...settings, conditions: ['sluice-source'] });
  return outfile;
}

/** Kills a program so many milliseconds after it said its first word: 1 where it was killed, 0 where it was faster. */
export async function runAndKill(argv: readonly string[], after: number): Promise<0 | 1> {
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, after));
  if (child.exitCode !== null) return 0;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  const [, signal] = await gone;
  return signal === 'SIGKILL' ? 1 : 0;
}

/** Runs a program to its end; what it said after its first line. */
export async function runToEnd(argv: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  return (await text(child.stdout)).replace(/^.*\n/, '');
}
