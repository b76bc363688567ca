import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { red, root, run, step } from './steps.mjs';

const oldest = [3, 10];

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

/** A Python environment of its own with what the file names, set up where it is missing: the path of its Python. */
export async function pythonWith(name, file) {
  const requirements = path.join(root, 'scripts', 'oracles', file);
  const command = await python();
  const { output: version } = await run(command, ['--version']);
  const digest = createHash('sha256')
    .update(`${readFileSync(requirements)}${version}`)
    .digest('hex')
    .slice(0, 12);
  const folder = path.join(root, '.sluice', 'oracles', digest);
  const windows = process.platform === 'win32';
  const own = path.join(folder, windows ? 'Scripts' : 'bin', windows ? 'python.exe' : 'python');
  const stamp = path.join(folder, 'ready');
  if (existsSync(stamp)) return own;
  await step(`Set up Python for ${name}`, command, ['-m', 'venv', '--clear', folder]);
  const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--requirement', requirements];
  await step(`Install ${name}`, own, install);
  writeFileSync(stamp, '');
  return own;
}
