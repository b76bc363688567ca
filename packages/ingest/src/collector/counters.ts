import { countOf, isAccepted, type Verdict, type VerdictStatus } from './verdicts.js';

/** How many events had which fate. */
export interface Fates {
  readonly accepted: number;
  readonly rejected: number;
  /** Answered `retry`: not acknowledged. */
  readonly retried: number;
}

/** Verdicts of one kind. */
export interface VerdictCount {
  /** The event's name, or `_unknown`. */
  readonly event: string;
  readonly status: VerdictStatus;
  /** Empty where nothing was wrong. */
  readonly code: string;
  readonly count: number;
}

/** What a collector has counted since its start. `received` is always `accepted + rejected + retried`. */
export interface CounterValues extends Fates {
  readonly received: number;
  /** Of the accepted: those that were stored before, in the batch or lately. */
  readonly duplicates: number;
  /** Of the accepted: those that used an old field name. */
  readonly renamed: number;
  readonly rejectedByCode: { readonly [code: string]: number };
  /** By event; names that the contract does not know are counted together under `_unknown`. */
  readonly byEvent: { readonly [event: string]: Fates };
  /** By source of the write key; empty where no keys are configured. */
  readonly bySource: { readonly [source: string]: Fates };
  readonly verdicts: readonly VerdictCount[];
  /** Body bytes of the requests that were read, decompressed. */
  readonly bytes: number;
}

/** Counts fates; each event is counted once, when its verdict is known. */
export interface Counters {
  /** Counts the verdicts of one request. */
  count(verdicts: readonly Verdict[], bytes: number, source?: string): void;
  /** A copy of what was counted. */
  values(): CounterValues;
}

/** The label of events whose name is not in the contract: senders must not be able to create series. */
const UNKNOWN_EVENT = '_unknown';

type Tallies = { -readonly [F in keyof Fates]: number };

type Tally = { readonly event: string; readonly status: VerdictStatus; readonly code: string; count: number };

/** Counters that start at zero; `isKnown` says which event names get a series of their own. */
export function createCounters(isKnown: (event: string) => boolean): Counters {
  const events = new Map<string | undefined, Map<string, Tally>>();
  const sources = new Map<string, Tallies>();
  let bytes = 0;
  const tallyOf = ({ event, status, code = '' }: Verdict): Tally => {
    const name = event !== undefined && isKnown(event) ? event : UNKNOWN_EVENT;
    const tallies = entry(events, name, () => new Map<string, Tally>());
    return entry(tallies, code === '' ? status : `${status} ${code}`, () => ({ event: name, status, code, count: 0 }));
  };
  return {
    count: (verdicts, size, source) => {
      bytes += size;
      const fates = source === undefined ? undefined : entry(sources, source, noFates);
      let last: Verdict | undefined;
      let tally: Tally | undefined;
      for (const verdict of verdicts) {
        // The events of a batch are mostly alike, and counting must cost next to nothing.
        if (tally === undefined || last === undefined || !isAlike(last, verdict)) tally = tallyOf(verdict);
        last = verdict;
        const events = countOf(verdict);
        tally.count += events;
        if (fates) fates[fateOf(verdict)] += events;
      }
    },
    values: () => {
      const verdicts = [...events.values()].flatMap((tallies) => [...tallies.values()].map((tally) => ({ ...tally })));
      const bySource = Object.fromEntries([...sources].map(([source, fates]) => [source, { ...fates }]));
      return { ...summary(verdicts), bySource, verdicts, bytes };
    },
  };
}

function isAlike(a: Verdict, b: Verdict): boolean {
  return a.status === b.status && a.event === b.event && a.code === b.code;
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function noFates(): Tallies {
  return { accepted: 0, rejected: 0, retried: 0 };
}

function summary(verdicts: readonly VerdictCount[]): Omit<CounterValues, 'bytes' | 'verdicts' | 'bySource'> {
  const totals = { received: 0, ...noFates(), duplicates: 0, renamed: 0 };
  const byEvent: { [event: string]: Tallies } = {};
  const rejectedByCode: { [code: string]: number } = {};
  for (const { event, status, code, count } of verdicts) {
    const fate = fateOf({ status });
    byEvent[event] ??= noFates();
    byEvent[event][fate] += count;
    totals.received += count;
    totals[fate] += count;
    if (status === 'duplicate') totals.duplicates += count;
    if (status === 'renamed') totals.renamed += count;
    if (fate === 'rejected') rejectedByCode[code] = (rejectedByCode[code] ?? 0) + count;
  }
  return { ...totals, byEvent, rejectedByCode };
}

function fateOf(verdict: Pick<Verdict, 'status'>): keyof Fates {
  if (isAccepted(verdict)) return 'accepted';
  return verdict.status === 'invalid' ? 'rejected' : 'retried';
}
