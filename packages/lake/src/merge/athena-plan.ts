import type { Table } from '@sluice/ddl';
import type { HourRange } from '@sluice/disk';
import { dayMs, hourAt, hourMs, hoursBetween } from '@sluice/disk';
import { dayPath } from '../lake/day.js';
import type { ListedHour } from '../lake/record.js';
import { type HourPlan, planHours } from './plan.js';
import { hourSteps, type MergeStep, type StepRequest } from './steps.js';

/** What decides which hours are merged in Athena. */
export interface AthenaWindow {
  /** Milliseconds since 1970 (UTC). */
  readonly now: number;
  /** These hours; otherwise those of the last 48 that are over. */
  readonly range?: HourRange;
}

/** What a run has to do in Athena. */
export interface AthenaPlan {
  readonly steps: readonly MergeStep[];
  /** Hours that are to be merged. */
  readonly merged: readonly HourPlan[];
  /** Hours that have to be merged anew, but some of their raw files are gone. */
  readonly blocked: readonly Extract<HourPlan, { kind: 'blocked' }>[];
  /** Hours that have nothing new. */
  readonly unchanged: number;
}

/** The hours a run looks at: whole ones, since the Parquet partition of an hour is set when the hour is over. */
function hoursOf({ now, range }: AthenaWindow): HourRange {
  const over = Math.floor(now / hourMs) * hourMs;
  return range ? { from: range.from, to: Math.min(range.to, over) } : { from: over - 48 * hourMs, to: over };
}

/** The days that a run looks at, as prefixes below `raw/` and `merged/`: what is to be listed there. */
export function dayPrefixes(tables: readonly Table[], window: AthenaWindow): string[] {
  const { from, to } = hoursOf(window);
  const first = Math.floor(from / dayMs);
  const days = Array.from({ length: Math.max(0, Math.ceil(to / dayMs) - first) }, (_, at) => (first + at) * dayMs);
  return tables.flatMap((table) => days.map((day) => `${dayPath(hourAt(day, table))}/`));
}

/**
 * Which of the listed hours are merged anew, and by which steps; without a range also the raw partitions of the previous,
 * this and the next hour of every table, whether something is merged or not. Pure.
 */
export function athenaPlan(
  tables: readonly Table[],
  listings: readonly ListedHour[],
  window: AthenaWindow,
  request: Omit<StepRequest, 'table' | 'all'>,
): AthenaPlan {
  const range = hoursOf(window);
  const plans = planHours(listings, { now: window.now, rescanHours: 48, range });
  const work = tables.map((table) => {
    const own = plans.filter(({ listing: { hour } }) => hour.event === table.event && hour.major === table.major);
    const steps = own.flatMap((plan) => hourSteps(plan, { ...request, table, all: [] }));
    return { own, steps: [...(window.range ? [] : registering(table, range.to, request.run)), ...steps] };
  });
  const all = work.flatMap(({ own }) => own);
  return {
    steps: work.flatMap(({ steps }) => steps),
    merged: all.filter(({ kind }) => kind === 'merge'),
    blocked: all.filter((plan) => plan.kind === 'blocked'),
    unchanged: all.filter(({ kind }) => kind === 'current').length,
  };
}

function registering(table: Table, over: number, run: string): MergeStep[] {
  const hours = hoursBetween(over - hourMs, over + 2 * hourMs, table);
  const [hour] = hours;
  return hour ? [{ kind: 'register-raw', table, hour, run, hours }] : [];
}
