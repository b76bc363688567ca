import { type Engine, withMergeEngine } from '../lake/engine.js';
import { type Hour, hourPath, hourStart } from '../lake/hour.js';
import { listHours } from '../lake/lake-files.js';
import { withMergeLock } from '../lake/lock-file.js';
import { tablesOf } from '../table.js';
import { cleanUp } from './clean-up-fs.js';
import { type Job, mergeHour, staleLater } from './duckdb-hour.js';
import { type HourPlan, planHours } from './plan.js';
import type { HourResult, MergeReport, MergeRequest } from './report.js';

/** A table's plans, and what is needed to carry them out. */
interface TableWork {
  readonly job: Job;
  readonly plans: readonly HourPlan[];
  readonly all: readonly Hour[];
}

/**
 * Merges every hour of the lake that has raw files its current run has not read, and the later hours that repeat an id
 * of it. Each hour appears at once or not at all; a second run with nothing new does nothing. Throws only where the lake
 * itself cannot be read or is locked; an hour that cannot be merged is reported and the rest goes on.
 */
export async function mergeLake(request: MergeRequest): Promise<MergeReport> {
  checkRunId(request.runId);
  return withMergeLock(request.lakeDir, () => withMergeEngine((engine) => mergeTables(request, engine)));
}

/** Throws where a run id is no name of a folder. */
export function checkRunId(runId: string): void {
  if (!/^[\w-]+$/.test(runId))
    throw new Error(`The run id "${runId}" is no folder name: use letters, digits, "-" and "_".`);
}

async function mergeTables(request: MergeRequest, engine: Engine): Promise<MergeReport> {
  const version = String((await engine.connection.runAndReadAll('SELECT version()')).getRowsJson()[0]?.[0]);
  const tables = request.model.events.flatMap((family) => tablesOf(request.model, family, 'columnar'));
  const works: TableWork[] = [];
  for (const table of tables) {
    const job: Job = { request, engine, version, table, lookbackHours: request.lookbackHours ?? 48 };
    works.push(await planTable(job));
  }
  const counter = new Counter(request, works);
  const hours: HourResult[] = [];
  for (const work of works) hours.push(...(await mergeTable(work, counter)));
  for (const { job } of works) await cleanUp(job);
  return { hours, unchanged: unchangedHours(works, hours), left: counter.left };
}

async function planTable(job: Job): Promise<TableWork> {
  const { lakeDir, now, rescanHours = 48, range } = job.request;
  const listings = await listHours(lakeDir, job.table);
  const plans = planHours(listings, { now: now.getTime(), rescanHours, ...(range && { range }) });
  return { job, plans, all: listings.map(({ hour }) => hour) };
}

/** Counts hours, tells of them, and knows when to stop. */
class Counter {
  readonly #request: MergeRequest;
  readonly #planned: number;
  #done = 0;
  /** Hours that were not begun. */
  left = 0;

  constructor(request: MergeRequest, works: readonly TableWork[]) {
    this.#request = request;
    this.#planned = works.flatMap(({ plans }) => plans).filter(isWork).length;
  }

  /** Whether the next hour is to be left to the next merge. */
  isStopped(): boolean {
    if (this.#request.isStopped?.() !== true) return false;
    this.left += 1;
    return true;
  }

  tell(result: HourResult): void {
    this.#done += 1;
    this.#request.onProgress?.({ planned: this.#planned, done: this.#done, result });
  }
}

function isWork({ kind }: HourPlan): boolean {
  return kind !== 'current';
}

async function mergeTable({ job, plans, all }: TableWork, counter: Counter): Promise<HourResult[]> {
  const queue = plans.filter(isWork);
  const hours: HourResult[] = [];
  for (let plan = queue.shift(); plan; plan = queue.shift()) {
    if (counter.isStopped()) continue;
    const result = await mergeHour(job, plan, all);
    if (!result) continue;
    hours.push(result);
    counter.tell(result);
    if (result.kind === 'merged') enqueue(queue, await staleLater(job, plan.listing.hour, all));
  }
  return hours;
}

function unchangedHours(works: readonly TableWork[], hours: readonly HourResult[]): number {
  const touched = new Set(hours.map(({ hour }) => hourPath(hour)));
  const same = works.flatMap(({ plans }) => plans).filter((plan) => !isWork(plan));
  return same.filter(({ listing }) => !touched.has(hourPath(listing.hour))).length;
}

/** Adds hours that are not waiting yet, and keeps the oldest first. */
function enqueue(queue: HourPlan[], more: readonly HourPlan[]): void {
  const waiting = new Set(queue.map(({ listing }) => hourPath(listing.hour)));
  queue.push(...more.filter(({ listing }) => !waiting.has(hourPath(listing.hour))));
  queue.sort((a, b) => hourStart(a.listing.hour) - hourStart(b.listing.hour));
}
