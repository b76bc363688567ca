import { tablesOf } from '@sluice/ddl';
import { type Hour, hourPath, hourStart } from '@sluice/disk';
import { type Engine, withMergeEngine } from '../lake/engine.js';
import { listHour, listHours } from '../lake/lake-files.js';
import { withMergeLock } from '../lake/merge-lock-fs.js';
import type { HourListing } from '../lake/record.js';
import { cleanUp } from './clean-up-fs.js';
import { type Job, mergeHour, staleLater } from './duckdb-hour.js';
import { Looked } from './look-through-fs.js';
import { type HourPlan, isLookedAt, neighbours, planHour, planHours, type RescanWindow } from './plan.js';
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
  return withMergeLock(request.lakeDir, () =>
    withMergeEngine(request.lakeDir, (engine) => mergeTables(request, engine)),
  );
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
    const looked = new Looked(request.lakeDir);
    const job: Job = { request, engine, version, table, looked, lookbackHours: request.lookbackHours ?? 48 };
    works.push(await planTable(job));
  }
  const counter = new Counter(request, works);
  const hours: HourResult[] = [];
  for (const work of works) hours.push(...(await mergeTable(work, counter)));
  for (const { job } of works) await cleanUp(job);
  return { hours, unchanged: unchangedHours(works, hours), left: counter.left };
}

/** Plans a table. The files of hours that are looked at are looked through: a damaged one is merged again from its raw files. */
async function planTable(job: Job): Promise<TableWork> {
  const { lakeDir, now, rescanHours = 48, range } = job.request;
  const window: RescanWindow = { now: now.getTime(), rescanHours, ...(range && { range }) };
  const listings: HourListing[] = [];
  for (const listing of await listHours(lakeDir, job.table))
    listings.push(isLookedAt(listing, window) ? await job.looked.through(listing) : listing);
  job.looked.taken();
  return { job, plans: planHours(listings, window), all: listings.map(({ hour }) => hour) };
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
    const damaged = await damagedNeighbours(job, plan.listing.hour, all);
    if (damaged.length > 0) {
      enqueue(queue, [plan, ...damaged]);
      continue;
    }
    const result = await mergeHour(job, plan, all);
    if (!result) continue;
    hours.push(result);
    counter.tell(result);
    if (result.kind === 'merged') enqueue(queue, await staleLater(job, plan.listing.hour, all));
  }
  return hours;
}

/** Plans for hours whose files the hour would be compared with and that are damaged: they are merged again first. */
async function damagedNeighbours({ request, looked, lookbackHours }: Job, hour: Hour, all: readonly Hour[]) {
  const { earlier, later } = neighbours(hour, all, lookbackHours);
  for (const one of [...earlier, ...later]) await looked.through(await listHour(request.lakeDir, one));
  const listings = await Promise.all(looked.taken().map((one) => listHour(request.lakeDir, one)));
  return listings.map(planHour);
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
