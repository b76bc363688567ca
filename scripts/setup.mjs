// Installs with the pinned pnpm (through npx, so that neither pnpm nor corepack is needed) and builds the packages.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bin, red, root, step } from './steps.mjs';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(`${red('✗')} Node ${process.versions.node} is too old: Sluice needs Node 20 or newer.`);
  process.exit(1);
}

const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const stamp = path.join(root, 'node_modules', '.sluice-installed');
const manifests = ['pnpm-lock.yaml', 'package.json', 'pnpm-workspace.yaml'];
const wanted = createHash('sha256')
  .update(manifests.map((file) => readFileSync(path.join(root, file))).join('\n'))
  .update(process.version)
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  // CI=true: pnpm then neither asks questions nor changes the lock file.
  await step('Install packages', 'npx', ['--yes', packageManager, 'install', '--frozen-lockfile'], {
    env: { CI: 'true' },
  });
  writeFileSync(stamp, wanted);
}
await step('Build packages', bin('tsc'), ['-b']);
await step('Bundle packages', process.execPath, [path.join(root, 'scripts', 'bundle.mjs')]);
