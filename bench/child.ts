import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

/** What a job in a process of its own has used. */
export interface ChildResult {
  /** CPU seconds: of the whole job, or of one run of a query. */
  readonly cpu: number;
  /** Largest resident set. */
  readonly megabytes: number;
  readonly rowsOut: number;
  /** Size of what a merge has written. */
  readonly bytes: number;
}

/** Runs jobs of `merge-child.ts`, each in a process of its own, so that neither memory nor start-up is shared. */
export async function childRunner(root: string): Promise<(job: string, lake: string, more?: string) => ChildResult> {
  const outfile = path.join(root, '.sluice', 'cache', 'merge-child.mjs');
  const entryPoints = [path.join(root, 'bench', 'merge-child.ts')];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external' });
  return (job, lake, more = '') =>
    JSON.parse(execFileSync(process.execPath, [outfile, job, root, lake, more], { encoding: 'utf8' })) as ChildResult;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
