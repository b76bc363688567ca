import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const command = path.join(root, 'packages', 'cli', 'bin', 'sluice.js');

/** What a finished command left behind. */
export interface Finished {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs any program to its end. */
export function run(program: string, args: readonly string[], cwd: string, input = ''): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, NO_COLOR: '1' } });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** Runs the built `sluice` command to its end. */
export function sluice(args: readonly string[], cwd: string, input?: string): Promise<Finished> {
  return run(process.execPath, [command, ...args], cwd, input);
}

/** A new empty folder. */
export function tempFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'sluice-test-'));
}

/** A git repository with this repository's definitions and registry, committed on `main`. */
export async function tempProject(): Promise<string> {
  const folder = await tempFolder();
  for (const part of ['schemas', 'registry'])
    await cp(path.join(root, part), path.join(folder, part), { recursive: true });
  await writeFile(path.join(folder, '.gitignore'), '.sluice/\ngenerated/ingest/\ngenerated/lambda/dist/\n');
  await git(folder, 'init', '-q', '-b', 'main');
  await commitAll(folder);
  return folder;
}

/** Runs git; throws with what it said where it fails. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { code, out, err } = await run(
    'git',
    ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args],
    cwd,
  );
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${err}`);
  return out;
}

/** Commits everything in a work tree. */
export async function commitAll(cwd: string): Promise<void> {
  await git(cwd, 'add', '-A');
  await git(cwd, 'commit', '-q', '-m', 'State');
}

/** A running `sluice dev`. */
export interface Dev {
  readonly url: string;
  readonly child: ChildProcess;
  /** Asks it to stop and resolves to its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `sluice dev` on a free port and waits until it answers. */
export async function startDev(cwd: string, data: string): Promise<Dev> {
  const child = spawn(process.execPath, [command, 'dev', '--port', '0', '--data', data], { cwd, stdio: 'pipe' });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const note = path.join(data, 'dev.json');
  while (!existsSync(note)) {
    if (child.exitCode !== null) throw new Error(`sluice dev ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { url } = JSON.parse(readFileSync(note, 'utf8')) as { url: string };
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    url,
    child,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Rows of a query over a data folder, as arrays in column order. */
export async function query(cwd: string, data: string, sql: string): Promise<unknown[][]> {
  const { code, out, err } = await sluice(['query', sql, '--json', '--data', data], cwd);
  if (code !== 0) throw new Error(err || out);
  return (JSON.parse(out) as { rows: unknown[][] }).rows;
}
