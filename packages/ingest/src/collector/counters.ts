import { isAccepted, type Verdict } from './verdicts.js';

/** How many events had which fate. */
export interface Fates {
  readonly accepted: number;
  readonly rejected: number;
  /** Answered `retry`: not acknowledged. */
  readonly retried: number;
}

/** What a collector has counted since its start. `received` is always `accepted + rejected + retried`. */
export interface CounterValues extends Fates {
  readonly received: number;
  /** Of the accepted: those that stood earlier in the same batch. */
  readonly duplicates: number;
  /** Of the accepted: those that used an old field name. */
  readonly renamed: number;
  readonly rejectedByCode: { readonly [code: string]: number };
  /** By event; names that the contract does not know are counted together under `_unknown`. */
  readonly byEvent: { readonly [event: string]: Fates };
  /** Body bytes of the requests that were read. */
  readonly bytes: number;
}

/** Counts fates; each event is counted once, when its verdict is known. */
export interface Counters {
  /** Counts the verdicts of one request. */
  count(verdicts: readonly Verdict[], bytes: number): void;
  /** A copy of what was counted. */
  values(): CounterValues;
}

/** The label of events whose name is not in the contract: senders must not be able to create series. */
export const UNKNOWN_EVENT = '_unknown';

type Fate = keyof Fates;

/** Counters that start at zero; `isKnown` says which event names get a series of their own. */
export function createCounters(isKnown: (event: string) => boolean): Counters {
  const totals = { received: 0, accepted: 0, rejected: 0, retried: 0, duplicates: 0, renamed: 0, bytes: 0 };
  const codes = new Map<string, number>();
  const events = new Map<string, { [F in Fate]: number }>();
  const countOne = (verdict: Verdict): void => {
    const fate = fateOf(verdict);
    const name = verdict.event !== undefined && isKnown(verdict.event) ? verdict.event : UNKNOWN_EVENT;
    const fates = events.get(name) ?? { accepted: 0, rejected: 0, retried: 0 };
    fates[fate]++;
    events.set(name, fates);
    totals.received++;
    totals[fate]++;
    if (verdict.status === 'duplicate') totals.duplicates++;
    if (verdict.status === 'renamed') totals.renamed++;
    if (fate === 'rejected') add(codes, verdict.code ?? 'unknown');
  };
  return {
    count: (verdicts, bytes) => {
      totals.bytes += bytes;
      for (const verdict of verdicts) countOne(verdict);
    },
    values: () => ({
      ...totals,
      rejectedByCode: Object.fromEntries(codes),
      byEvent: Object.fromEntries([...events].map(([name, fates]) => [name, { ...fates }])),
    }),
  };
}

function fateOf(verdict: Verdict): Fate {
  if (isAccepted(verdict)) return 'accepted';
  return verdict.status === 'invalid' ? 'rejected' : 'retried';
}

function add(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
