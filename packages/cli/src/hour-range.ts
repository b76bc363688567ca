import { UsageError } from '@sluice/project';

/** Milliseconds since 1970 of `YYYY-MM-DD` or `YYYY-MM-DDTHH` (UTC). Throws a UsageError for anything else. */
export function hourOption(name: string, given: unknown): number | undefined {
  if (given === undefined) return undefined;
  const [, date, hour = '00'] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d))?$/.exec(String(given)) ?? [];
  const time = Date.parse(`${date}T${hour}:00:00Z`);
  if (date === undefined || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date)
    throw new UsageError(`--${name} is "${String(given)}". Write YYYY-MM-DD or YYYY-MM-DDTHH, in UTC.`);
  return time;
}

/** The range that `--from` and `--to` say; undefined without `--from`. */
export function rangeOption(
  options: { readonly from?: unknown; readonly to?: unknown },
  now: number,
): { readonly from: number; readonly to: number } | undefined {
  const [from, to] = [hourOption('from', options.from), hourOption('to', options.to)];
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined) throw new UsageError('--to needs --from: the first hour of the range.');
  if (to !== undefined && to <= from) throw new UsageError('--to is not after --from: the range has no hour.');
  return { from, to: to ?? now };
}

/** A number of hours, or a UsageError. */
export function hoursOption(name: string, given: unknown, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (/^\d{1,6}$/.test(String(given))) return Number(given);
  throw new UsageError(`--${name} is "${String(given)}". Write a number of hours.`);
}

/** One of some words, or a UsageError that names them. */
export function wordOption<W extends string>(name: string, given: unknown, words: readonly W[]): W | undefined {
  if (given === undefined) return undefined;
  const word = words.find((one) => one === given);
  if (word === undefined) throw new UsageError(`--${name} is "${String(given)}". It can be ${words.join(' or ')}.`);
  return word;
}
