import { startEngine } from '../lake/engine.js';
import { hourPath, hourStart } from '../lake/hour.js';
import { listHours } from '../lake/lake-files.js';
import { withMergeLock } from '../lake/lock-file.js';
import { tablesOf } from '../table.js';
import { type Job, mergeHour, staleLater } from './duckdb-hour.js';
import { type HourPlan, planHours } from './plan.js';
import type { HourResult, MergeReport, MergeRequest } from './report.js';

/**
 * Merges every hour of the lake that has raw files its current run has not read, and the later hours that repeat an id
 * of it. Each hour appears at once or not at all; a second run with nothing new does nothing. Throws only where the lake
 * itself cannot be read or is locked; an hour that cannot be merged is reported and the rest goes on.
 */
export async function mergeLake(request: MergeRequest): Promise<MergeReport> {
  if (!/^[\w-]+$/.test(request.runId))
    throw new Error(`The run id "${request.runId}" is no folder name: use letters, digits, "-" and "_".`);
  return withMergeLock(request.lakeDir, async () => {
    const engine = await startEngine();
    try {
      const reports: MergeReport[] = [];
      for (const table of request.model.events.flatMap((family) => tablesOf(request.model, family, 'columnar'))) {
        reports.push(await mergeTable({ request, engine, table, lookbackHours: request.lookbackHours ?? 24 }));
      }
      return {
        hours: reports.flatMap(({ hours }) => hours),
        unchanged: reports.reduce((sum, { unchanged }) => sum + unchanged, 0),
      };
    } finally {
      engine.close();
    }
  });
}

async function mergeTable(job: Job): Promise<MergeReport> {
  const { lakeDir, now, rescanHours = 48 } = job.request;
  const listings = await listHours(lakeDir, job.table);
  const all = listings.map(({ hour }) => hour);
  const plans = planHours(listings, { now: now.getTime(), rescanHours });
  const queue = plans.filter(({ kind }) => kind !== 'current');
  const hours: HourResult[] = [];
  for (let plan = queue.shift(); plan; plan = queue.shift()) {
    const result = await mergeHour(job, plan, all);
    if (result) hours.push(result);
    if (result?.kind === 'merged') enqueue(queue, await staleLater(job, plan.listing.hour, all));
  }
  const touched = new Set(hours.map(({ hour }) => hourPath(hour)));
  return { hours, unchanged: plans.filter(({ listing }) => !touched.has(hourPath(listing.hour))).length };
}

/** Adds hours that are not waiting yet, and keeps the oldest first. */
function enqueue(queue: HourPlan[], more: readonly HourPlan[]): void {
  const waiting = new Set(queue.map(({ listing }) => hourPath(listing.hour)));
  queue.push(...more.filter(({ listing }) => !waiting.has(hourPath(listing.hour))));
  queue.sort((a, b) => hourStart(a.listing.hour) - hourStart(b.listing.hour));
}
