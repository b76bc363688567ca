/** One thing that goes wrong with one call, as data. Without a fault a call is answered as the stream answers it. */
export type FirehoseFault =
  /** The whole call is refused as too fast; nothing is stored. */
  | { readonly kind: 'throttle' }
  /** The whole call fails with this error document; nothing is stored. */
  | { readonly kind: 'error'; readonly code: string; readonly status: number; readonly message?: string }
  /** HTTP 200, but the records at these indexes are not stored; the others are. */
  | {
      readonly kind: 'partial';
      readonly indexes: readonly number[];
      /** Default `ServiceUnavailableException`; the API documents these two. */
      readonly code?: 'ServiceUnavailableException' | 'InternalFailure';
    }
  /** The answer comes so many milliseconds late; everything is stored. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** There is never an answer: the client must give up. */
  | { readonly kind: 'silent'; readonly stored: boolean }
  /** The connection is cut instead of an answer; where `stored`, the records are in the stream all the same. */
  | { readonly kind: 'cut'; readonly stored: boolean }
  /** A load balancer answers with HTML instead of the service. */
  | { readonly kind: 'garbage'; readonly status: number };

/** What a call is, for whoever decides about its fault. */
export interface FirehoseCall {
  /** Calls that put records, counted from 0. */
  readonly index: number;
  readonly operation: 'PutRecord' | 'PutRecordBatch';
  /** How many records it has. */
  readonly records: number;
}

/** Decides about the fault of each call. */
export type FaultPlan = (call: FirehoseCall) => FirehoseFault | undefined;

/** The first call gets the first fault, and so on; `undefined` and calls beyond the list go well. */
export function faultsInOrder(faults: readonly (FirehoseFault | undefined)[]): FaultPlan {
  return ({ index }) => faults[index];
}

/**
 * Every kind of fault, in the given share of calls; which ones follows from `random` alone (numbers in [0, 1)), so that a
 * seeded one makes a run repeatable. Silent calls make clients wait for their own time-out: give such a client a short one.
 */
export function faultsAtRandom(random: () => number, share: number): FaultPlan {
  const kinds: readonly ((call: FirehoseCall) => FirehoseFault)[] = [
    () => ({ kind: 'throttle' }),
    () => ({ kind: 'error', code: 'InternalFailure', status: 500 }),
    ({ records }) => ({
      kind: 'partial',
      indexes: Array.from({ length: records }, (_, i) => i).filter(() => random() < 0.5),
    }),
    () => ({ kind: 'slow', ms: 5 }),
    () => ({ kind: 'cut', stored: true }),
    () => ({ kind: 'cut', stored: false }),
    () => ({ kind: 'garbage', status: 502 }),
  ];
  return (call) => (random() < share ? kinds[Math.floor(random() * kinds.length)]?.(call) : undefined);
}
