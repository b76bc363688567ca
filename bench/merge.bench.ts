import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ChildResult, childRunner, median } from './child.js';
import { writeLake } from './lake-data.js';

/** One line of the report, and whether it keeps its budget. */
export interface Line {
  readonly text: string;
  readonly isKept: boolean;
}

const rounds = 5;
const floor = 'a bare DuckDB COPY of the same files';

/**
 * One hour of the sample's views, 1 % of them twice: CPU of the merge against DuckDB's COPY alone, which checks nothing and
 * removes nothing; memory of the merge, and of a merge of ten times the data (with `isLong`).
 */
export async function benchMerge(root: string, isLong: boolean): Promise<Line[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sluice-bench-'));
  const run = await childRunner(root);
  const events = isLong ? 1_000_000 : 300_000;
  const lakeOf = async (name: string, count: number, duplicateEvery: number) => {
    const lake = path.join(folder, name);
    const filesPerHour = Math.max(2, Math.round(count / 125_000));
    await writeLake({
      folder: lake,
      root,
      events: count,
      hours: 1,
      filesPerHour,
      duplicateEvery,
      gzip: false,
      only: 'view',
    });
    return lake;
  };
  try {
    const doubled = compare(run, await lakeOf('doubled', events, 100));
    const single = compare(run, await lakeOf('single', events, 0));
    const more = isLong ? merge(run, await lakeOf('more', events * 10, 100)) : undefined;
    return [
      ratio('merge with deduplication', doubled.ratio, 1.4),
      ratio('merge without duplicates', single.ratio, 1.3),
      memory(`merge of ${events / 1000} k events`, doubled.megabytes),
      ...(more ? [memory(`merge of ${events / 100} k events`, more.megabytes)] : []),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Run = Awaited<ReturnType<typeof childRunner>>;

function merge(run: Run, lake: string): ChildResult {
  rmSync(path.join(lake, 'columnar'), { recursive: true, force: true });
  return run('merge', lake);
}

function compare(run: Run, lake: string): { ratio: number; megabytes: number } {
  const pairs = Array.from({ length: rounds }, () => ({ bare: run('bare', lake), merged: merge(run, lake) }));
  return {
    ratio: median(pairs.map(({ bare, merged }) => merged.cpu / bare.cpu)),
    megabytes: median(pairs.map(({ merged }) => merged.megabytes)),
  };
}

function ratio(name: string, value: number, budget: number): Line {
  return { text: `${name}: ${value.toFixed(2)} × CPU of ${floor} (budget ≤ ${budget})`, isKept: value <= budget };
}

function memory(name: string, megabytes: number): Line {
  return { text: `${name}: ${megabytes.toFixed(0)} MB at most (budget ≤ 400)`, isKept: megabytes <= 400 };
}
