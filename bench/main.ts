import { collectorBenchmarks, measureCollector } from './collector.bench.js';
import { commandBenchmarks } from './command.bench.js';
import { benchCompat } from './compat.bench.js';
import { fuzzCompat } from './compat-fuzz.js';
import { benchDdl } from './ddl.bench.js';
import { benchEmission } from './emission.js';
import { measure, measureCommand } from './harness.js';
import { benchBundle, lambdaBenchmarks } from './lambda.bench.js';
import { benchMerge } from './merge.bench.js';
import { benchmarks } from './transform.bench.js';
import { validatorBenchmarks } from './validators.bench.js';
import { benchWarehouse } from './warehouse.bench.js';

const root = process.env.SLUICE_ROOT as string;
const only = process.argv[2] ?? '';
let missed = 0;

function verdict(ok: boolean): string {
  if (!ok) missed++;
  return ok ? 'ok' : 'MISSED';
}

const inProcess = [await benchmarks(root), await lambdaBenchmarks(root), await validatorBenchmarks(root)].flat();
for (const benchmark of inProcess) {
  if (!benchmark.name.includes(only)) continue;
  const { ratio, perSecond, floorPerSecond } = measure(benchmark);
  const thousand = (number: number) => `${Math.round(number / 1000)} k`;
  console.log(
    `${benchmark.name}: ${ratio.toFixed(2)} × ${benchmark.floor} (budget ≥ ${benchmark.budget}, ${verdict(ratio >= benchmark.budget)})`,
  );
  console.log(`  ${thousand(perSecond)} against ${thousand(floorPerSecond)} ${benchmark.unit} per CPU second`);
}

if ('emit validators'.includes(only) && !benchEmission(root, console.log)) missed++;

if ('compat'.includes(only) && !benchCompat(root, console.log)) missed++;

if ('ddl'.includes(only) && !benchDdl(console.log)) missed++;

if ('Lambda bundle'.includes(only) && !(await benchBundle(root, console.log))) missed++;

for (const benchmark of collectorBenchmarks) {
  if (!benchmark.name.includes(only)) continue;
  const { ratio, perSecond, floorPerSecond } = await measureCollector(root, benchmark);
  console.log(
    `${benchmark.name}: ${ratio.toFixed(2)} × ${benchmark.floor} (budget ≥ ${benchmark.budget}, ${verdict(ratio >= benchmark.budget)})`,
  );
  console.log(
    `  ${Math.round(perSecond / 1000)} k against ${Math.round(floorPerSecond / 1000)} k events per CPU second`,
  );
}

const isLong = process.argv[3] === 'long';
for (const [name, bench] of [
  ['merge', benchMerge],
  ['warehouse', benchWarehouse],
] as const) {
  if (!name.includes(only)) continue;
  for (const { text, isKept } of await bench(root, isLong)) console.log(`${text}: ${verdict(isKept)}`);
}

const { benchmarks: commands, cleanUp } = commandBenchmarks(root);
for (const benchmark of commands) {
  if (!benchmark.name.includes(only)) continue;
  const { ratio, ms, floorMs } = measureCommand(benchmark);
  console.log(
    `${benchmark.name}: ${ratio.toFixed(1)} × ${benchmark.floor} (budget ≤ ${benchmark.budget}, ${verdict(ratio <= benchmark.budget)})`,
  );
  console.log(`  ${ms.toFixed(0)} ms against ${floorMs.toFixed(0)} ms, whole process`);
}
cleanUp();
if (only === 'fuzz' && !fuzzCompat(Number(process.argv[3] ?? 2000), Number(process.argv[4] ?? 1), console.log))
  missed++;
process.exitCode = missed > 0 ? 1 : 0;
