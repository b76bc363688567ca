// Judges of the generated SQL that are no npm packages: sets them up, pinned, in a folder of their own, and runs them.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { red, root, run, step } from './steps.mjs';

const requirements = path.join(root, 'scripts', 'judges', 'requirements.txt');
const oldest = [3, 9];

/** The first Python that is there and new enough. */
async function python() {
  for (const command of ['python3', 'python']) {
    const probe = ['-c', 'import sys, venv; print(sys.version_info[0], sys.version_info[1])'];
    const { code, output } = await run(command, probe).catch(() => ({ code: 1, output: '' }));
    const [major = 0, minor = 0] = output.trim().split(' ').map(Number);
    if (code === 0 && (major > oldest[0] || (major === oldest[0] && minor >= oldest[1]))) return command;
  }
  console.error(
    `${red('✗')} test:judges needs Python ${oldest.join('.')} or newer with its venv module: install it (Debian: python3 python3-venv) and run this again. npm test needs Node alone.`,
  );
  process.exit(1);
}

const command = await python();
const { output: version } = await run(command, ['--version']);
const digest = createHash('sha256')
  .update(`${readFileSync(requirements)}${version}`)
  .digest('hex')
  .slice(0, 12);
const folder = path.join(root, '.sluice', 'judges', digest);
const windows = process.platform === 'win32';
const own = path.join(folder, windows ? 'Scripts' : 'bin', windows ? 'python.exe' : 'python');
const stamp = path.join(folder, 'ready');

if (!existsSync(stamp)) {
  await step('Set up Python', command, ['-m', 'venv', '--clear', folder]);
  await step('Install sqlglot', own, [
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--requirement',
    requirements,
  ]);
  writeFileSync(stamp, '');
}
const program = [path.join(root, 'scripts', 'run-typescript.mjs'), 'test/judges/sqlglot.ts', own];
const { code, output } = await run(process.execPath, [...program, ...process.argv.slice(2)]);
console.log(output.trim());
process.exit(code);
