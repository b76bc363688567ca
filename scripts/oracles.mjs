// Oracles of the generated SQL that are no npm packages: sets them up, pinned, in a folder of their own, and runs them.
import path from 'node:path';
import { pythonWith } from './python.mjs';
import { root, run } from './steps.mjs';

const oracles = [
  { name: 'sqlglot', requirements: 'requirements.txt', program: 'test/oracles/sqlglot.ts' },
  { name: 'dbt', requirements: 'dbt-requirements.txt', program: 'test/oracles/dbt.ts' },
];

let failed = false;
for (const { name, requirements, program } of oracles) {
  const own = await pythonWith(name, requirements);
  const command = [path.join(root, 'scripts', 'run-typescript.mjs'), program, own, ...process.argv.slice(2)];
  const { code, output } = await run(process.execPath, command);
  console.log(output.trim());
  failed ||= code !== 0;
}
process.exit(failed ? 1 : 0);
