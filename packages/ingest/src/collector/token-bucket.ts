/** How much may pass: `perSecond` in the long run, `burst` at once after a pause. */
export interface Rate {
  readonly perSecond: number;
  /** Default: what a second allows, at least 1. */
  readonly burst?: number;
}

/** Lets through what a rate allows. */
export interface TokenBucket {
  /**
   * Takes so many tokens: 0 where they may pass, else the seconds until they may. A take that is larger than what is there
   * passes while anything is there, and later ones wait for the debt: so a batch larger than the burst is late, never stuck.
   */
  take(tokens: number): number;
}

/** A bucket that starts full. `now` is in milliseconds. */
export function tokenBucket({ perSecond, burst = Math.max(1, perSecond) }: Rate, now: () => number): TokenBucket {
  let tokens = burst;
  let last = now();
  return {
    take: (wanted) => {
      const at = now();
      tokens = Math.min(burst, tokens + (Math.max(0, at - last) / 1000) * perSecond);
      last = at;
      const needed = Math.min(1, wanted);
      if (tokens < needed) return (needed - tokens) / perSecond;
      tokens -= wanted;
      return 0;
    },
  };
}
