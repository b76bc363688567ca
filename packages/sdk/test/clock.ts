import { type Clock, systemClock } from '../src/ports.js';

/** A real clock whose pauses are a hundredth as long, and written down. Time limits (10 s and more) keep their length. */
export interface QuickClock extends Clock {
  /** Every pause asked for, in milliseconds. */
  readonly pauses: readonly number[];
}

/** Starts an empty record. */
export function quickClock(): QuickClock {
  const pauses: number[] = [];
  return {
    pauses,
    now: () => systemClock.now(),
    after(ms, run, keepAlive) {
      if (ms >= 10_000) return systemClock.after(ms, run, keepAlive);
      pauses.push(ms);
      return systemClock.after(ms / 100, run, keepAlive);
    },
  };
}
