import type { DeadLetter, Period } from '@sluice/ingest';
import { appOf, reasonOf } from '@sluice/ingest';
import { UsageError } from '@sluice/project';
import type { Options } from '../command.js';

/** Which dead letters a command is about. */
export interface Choice {
  readonly period: Period;
  chosen(letter: DeadLetter): boolean;
}

/** Reads `--event`, `--reason`, `--app`, `--since` and `--until`. */
export function choiceOf({ event, reason, app, since, until }: Options): Choice {
  const from = momentOf('since', since);
  const to = momentOf('until', until);
  return {
    period: { ...(from === undefined ? {} : { since: from }), ...(to === undefined ? {} : { until: to }) },
    chosen: (letter) =>
      (event === undefined || letter.event === event) &&
      (reason === undefined || reasonOf(letter) === reason) &&
      (app === undefined || isOf(letter, String(app))),
  };
}

/** Whether a letter came from an app, of any version where none is asked for. */
function isOf(letter: DeadLetter, app: string): boolean {
  const found = appOf(letter);
  return found === app || found?.startsWith(`${app} `) === true;
}

/** A day or a moment in ISO 8601; without an offset it is UTC, as the folders are. */
function momentOf(name: string, given: Options[string]): number | undefined {
  if (given === undefined) return undefined;
  const text = String(given);
  const full = /^\d{4}-\d\d-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text);
  const hour = text.replace(/^(\d{4}-\d\d-\d\dT\d\d)(?=$|Z|[+-])/, '$1:00');
  const at = full
    ? Date.parse(/T.*(Z|[+-]\d\d:\d\d)$/.test(hour) || !hour.includes('T') ? hour : `${hour}Z`)
    : Number.NaN;
  if (Number.isFinite(at)) return at;
  throw new UsageError(
    `--${name} is "${text}"; give a day or a moment in UTC: 2024-05-01, 2024-05-01T14 or 2024-05-01T14:30Z.`,
  );
}
