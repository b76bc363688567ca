import { isDate } from '@sluice/compat';
import { UsageError } from '@sluice/project';
import type { CheckRequest } from '@sluice/project/check';
import type { Options } from './commands/command.js';

/** The day that counts as today, as an ISO date: `--now`, else the clock's (UTC). */
export function today({ now }: Options): string {
  if (typeof now !== 'string') return new Date().toISOString().slice(0, 10);
  if (isDate(now)) return now;
  throw new UsageError(`--now takes a day of the calendar as YYYY-MM-DD, not "${now}".`);
}

/** What `check` and `explain` ask of a check, as their options say it. */
export function checkRequest(options: Options): CheckRequest {
  const { against, all } = options;
  return { now: today(options), all: all === true, ...(typeof against === 'string' && { against }) };
}
