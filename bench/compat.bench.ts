import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { median } from './child.js';
import { type SchemaFiles, writeSchemaFiles } from './compat-schemas.js';

/** Peak memory that the comparison of two large schemas may take. */
const mostMegabytes = 400;
const rounds = 3;

/** Prints the CPU seconds and the peak memory of the process it is loaded into, once that ends. */
const meter = `data:text/javascript,${encodeURIComponent(
  "process.on('exit',()=>{const {userCPUTime:u,systemCPUTime:s,maxRSS:m}=process.resourceUsage();process.stderr.write('\\n'+JSON.stringify({cpu:(u+s)/1e6,megabytes:m/1024}))})",
)}`;

interface Used {
  readonly cpu: number;
  readonly megabytes: number;
}

function usedBy(args: readonly string[]): Used {
  const { stderr, status } = spawnSync(process.execPath, ['--import', meter, ...args], { encoding: 'utf8' });
  if (status !== 0 && status !== 3) throw new Error(`node ${args.join(' ')} exited with ${status}: ${stderr}`);
  return JSON.parse(stderr.slice(stderr.lastIndexOf('\n'))) as Used;
}

/** Compares large schemas, each in a process of its own, against an empty one; returns whether all budgets are kept. */
export function benchCompat(root: string, log: (line: string) => void): boolean {
  const command = path.join(root, 'packages', 'cli', 'bin', 'sluice.js');
  execFileSync(process.execPath, [command, '--version']);
  const { files, cleanUp } = writeSchemaFiles();
  try {
    return files.map((one) => compared(one, command, log)).every((isKept) => isKept);
  } finally {
    cleanUp();
  }
}

function compared(
  { name, old, new: fresh, budget }: SchemaFiles,
  command: string,
  log: (line: string) => void,
): boolean {
  const pairs = Array.from({ length: rounds }, () => ({
    floor: usedBy(['-e', '0']),
    subject: usedBy([command, 'compat', old, fresh]),
  }));
  const ratio = median(pairs.map(({ floor, subject }) => subject.cpu / floor.cpu));
  const megabytes = Math.max(...pairs.map(({ subject }) => subject.megabytes));
  const isKept = ratio <= budget && megabytes <= mostMegabytes;
  log(
    `compat, ${name}: ${ratio.toFixed(1)} × node -e 0 (budget ≤ ${budget}, ${isKept ? 'ok' : 'MISSED'}), ${megabytes.toFixed(0)} MB (budget ≤ ${mostMegabytes})`,
  );
  return isKept;
}
