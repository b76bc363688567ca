import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder; bundled scripts, which run from elsewhere, are told. */
export const root = process.env.SLUICE_ROOT ?? fileURLToPath(new URL('..', import.meta.url));

const colour = process.stdout.isTTY === true && !process.env.NO_COLOR;
const paint = (code) => (text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = paint('1');
export const dim = paint('2');
export const green = paint('32');
export const red = paint('31');

/** Runs a program; resolves to its exit code and what it printed. With `show`, its output goes to the terminal at once. */
export function run(command, args, { show = false, cwd = root, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs one named step quietly, with its duration; shows its output and ends the process where it fails. */
export async function step(name, command, args, options = {}) {
  const start = performance.now();
  if (colour) process.stdout.write(dim(`· ${name} …`));
  const { code, output } = await run(command, args, options);
  if (colour) process.stdout.write('\r\u001b[2K');
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${code === 0 ? green('✓') : red('✗')} ${name} ${dim(`(${seconds} s)`)}`);
  if (code === 0) return output;
  console.error(output);
  process.exit(code);
}

/** A program of the workspace, by the name of its binary. */
export function bin(name) {
  return path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}
