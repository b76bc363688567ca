import type { DeadLetter, Period } from '@sluice/ingest';
import { appOf, reasonOf } from '@sluice/ingest';
import type { ValuesOf } from '../option.js';
import type { letters } from '../shared-options.js';

/** Which dead letters a command is about. */
export interface Choice {
  readonly period: Period;
  chosen(letter: DeadLetter): boolean;
}

/** Reads `--event`, `--reason`, `--app`, `--since` and `--until`. */
export function choiceOf({ event, reason, app, since, until }: ValuesOf<typeof letters>): Choice {
  return {
    period: { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) },
    chosen: (letter) =>
      (event === undefined || letter.event === event) &&
      (reason === undefined || reasonOf(letter) === reason) &&
      (app === undefined || isOf(letter, app)),
  };
}

/** Whether a letter came from an app, of any version where none is asked for. */
function isOf(letter: DeadLetter, app: string): boolean {
  const found = appOf(letter);
  return found === app || found?.startsWith(`${app} `) === true;
}
