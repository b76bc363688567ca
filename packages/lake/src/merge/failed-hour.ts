import { relative } from 'node:path';
import { type Hour, hourPath } from '@sluice/disk';
import { damageText } from '../lake/damage.js';
import type { HourPlan } from './plan.js';
import type { HourResult } from './report.js';

/** What to do where an hour could not be merged. Where the disk itself failed, no raw file is to blame. */
export function fixOf(hour: Hour, { code, path, message }: NodeJS.ErrnoException, lakeDir: string): string {
  if (/ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i.test(`${code} ${message}`))
    return 'The disk is full. Make room, then merge again.';
  if (code === undefined || path === undefined)
    return `If a file below raw/${hourPath(hour)} is damaged, correct it, or move it out of the lake's folder and keep it. Then merge again.`;
  const place = relative(lakeDir, path).replaceAll('\\', '/');
  return `See to ${place} and the folders above it: what stands there cannot be used (${code}). Then merge again.`;
}

/** The first line of an error's message. */
export function firstLine({ message }: Error): string {
  return message.split('\n')[0] ?? '';
}

/** The result of an hour that has to be merged again and cannot be: raw files are gone. */
export function blocked({ listing: { hour, damage }, gone }: Extract<HourPlan, { kind: 'blocked' }>): HourResult {
  const [first] = gone;
  const missing = first
    ? `${gone.length} raw files that the hour was merged from are gone (${first.name})`
    : 'it has no raw files';
  return {
    kind: 'failed',
    hour,
    reason: damage
      ? `${damageText(damage)} To merge the hour again, ${missing}`
      : `${missing}, and it has to be merged again.`,
    fix: `Put the files back below raw/${hourPath(hour)}: an hour is merged from all of its raw files.`,
  };
}

/** The result of an hour whose current run has the merge's id already. */
export function reusedRun(hour: Hour, run: string): HourResult {
  return {
    kind: 'failed',
    hour,
    reason: `The hour's current run is "${run}" already.`,
    fix: 'Give every merge another run id.',
  };
}
