import { isDate } from '@sluice/compat';
import type { Options } from './commands.js';
import { UsageError } from './exit.js';

/** The day that counts as today, as an ISO date: `--now`, else the clock's (UTC). */
export function today({ now }: Options): string {
  if (typeof now !== 'string') return new Date().toISOString().slice(0, 10);
  if (isDate(now)) return now;
  throw new UsageError(`--now takes a day of the calendar as YYYY-MM-DD, not "${now}".`);
}
