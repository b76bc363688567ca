// Everything that must be true before a change is merged, quickest first.
import { bin, run, step } from './steps.mjs';

await step('Types', bin('tsc'), ['-p', 'tsconfig.check.json']);
await step('Lint and format', bin('biome'), ['check', '.']);
await step('Generated files are up to date', bin('sluice'), ['generate', '--check']);
const { code } = await run(bin('vitest'), ['run', ...process.argv.slice(2)], { show: true });
process.exit(code);
