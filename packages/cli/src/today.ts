import type { CheckRequest } from '@sluice/project/check';
import type { Options } from './commands/check/options.js';

/** The day that counts as today, as an ISO date: `--now`, else the clock's (UTC). */
export function today({ now = new Date().toISOString().slice(0, 10) }: { readonly now?: string | undefined }): string {
  return now;
}

/** What `check` and `explain` ask of a check, as their options say it. */
export function checkRequest(given: Pick<Options, 'against' | 'all' | 'now'>): CheckRequest {
  const { against, all = false } = given;
  return { now: today(given), all, ...(against !== undefined && { against }) };
}
