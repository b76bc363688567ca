import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CommandBenchmark } from './harness.js';
import { definition, writeSyntheticProject } from './synthetic.js';

const events = 1000;
const changed = 100;

/** `generate` and `check` as whole processes on 1,000 synthetic events, against an empty Node process. */
export function commandBenchmarks(root: string): { benchmarks: CommandBenchmark[]; cleanUp(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'sluice-bench-'));
  const envelope = readFileSync(path.join(root, 'schemas', 'envelope', '1.0.ts'), 'utf8');
  writeSyntheticProject(folder, events, envelope);
  writeFileSync(path.join(folder, '.gitignore'), '.sluice/\ngenerated/\n');
  writeFileSync(path.join(folder, 'sluice.config.ts'), 'export default { activePartitions: 5000 };\n');
  const command = path.join(root, 'packages', 'cli', 'bin', 'sluice.js');
  const sluice =
    (...args: string[]) =>
    () => {
      const { status, stderr } = spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: 'utf8' });
      if (status !== 0) throw new Error(`sluice ${args.join(' ')} exited with ${status}: ${stderr}`);
    };
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], { cwd: folder });
  git('init', '-q', '-b', 'main');
  sluice('generate')();
  git('add', '-A');
  git('commit', '-q', '-m', 'Published');
  const floor = () => void spawnSync(process.execPath, ['-e', '0']);
  const benchmarks: CommandBenchmark[] = [
    { name: 'sluice --help', floor: 'node -e 0', budget: 2, runFloor: floor, runSubject: sluice('--help') },
    {
      name: `generate --check, ${events} events`,
      floor: 'node -e 0',
      budget: 150,
      runFloor: floor,
      runSubject: sluice('generate', '--check'),
    },
    {
      name: `check, ${events} events, ${changed} with a new minor`,
      floor: 'node -e 0',
      budget: 60,
      prepare: () => addMinors(folder),
      runFloor: floor,
      runSubject: sluice('check'),
    },
  ];
  return { benchmarks, cleanUp: () => rmSync(folder, { recursive: true, force: true }) };
}

function addMinors(folder: string): void {
  for (let index = 0; index < changed; index++) {
    const name = `synthetic_${String(index).padStart(4, '0')}`;
    const more = "added: Type.Optional(Type.String({ description: 'New.' })),";
    writeFileSync(path.join(folder, 'schemas', name, '1.1.ts'), definition(name, index, '1.1', more));
  }
}
