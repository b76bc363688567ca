import { hiveHour, hiveSpan, hiveTime } from '@sluice/disk';

/** Part of all dead letters, by arrival: epoch milliseconds, from `since` on and before `until`. */
export interface Period {
  readonly since?: number;
  readonly until?: number;
}

/** Whether a moment lies in a period. */
export function isWithin(
  at: number,
  { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }: Period,
): boolean {
  return at >= since && at < until;
}

/** Whether anything in a folder named by `year=…/month=…/day=…`, with or without `hour=…`, may lie in a period. */
export function mayHold(folder: string, period: Period): boolean {
  const span = hiveSpan(folder);
  if (span === undefined) return true;
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = period;
  return span.to > since && span.from < until;
}

/** Names become folders: nothing that could leave the folder or hide in it, and no folder for every word that is sent. */
const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Events of one file that get folders of their own; the rarest of the others share one. */
const OWN_FOLDERS = 50;

/** What is known of a record where it is put away. */
export interface Addressed {
  readonly arrivedAt: number;
  readonly event?: string;
  /** It is about several events; without a name they have different ones. */
  readonly list?: true;
}

/** The folders of records, in their order: `year=…/month=…/day=…/hour=…/event=…`. */
export function foldersOf(records: readonly Addressed[]): string[] {
  const counts = new Map<string, number>();
  const names = records.map(nameOf);
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const frequent = [...counts].sort(([, a], [, b]) => b - a).slice(0, OWN_FOLDERS);
  const own = new Set(frequent.map(([name]) => name));
  return records.map(({ arrivedAt }, i) => {
    const name = own.has(names[i] ?? '') ? names[i] : '_other';
    return `${hiveHour(hiveTime(arrivedAt))}/event=${name}`;
  });
}

function nameOf({ event, list }: Addressed): string {
  if (event === undefined) return list ? '_several' : '_none';
  return SAFE_NAME.test(event) ? event : '_other';
}
