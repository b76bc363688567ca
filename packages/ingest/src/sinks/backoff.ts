/** How long to wait between attempts. */
export interface Backoff {
  /** Milliseconds: the first wait is at most so long, each further one at most twice the one before. */
  readonly baseMs: number;
  /** Milliseconds: no wait is longer. */
  readonly capMs: number;
}

/**
 * The wait before the next attempt after `failures` failures (1 for the first): a random time between nothing and the
 * bound ("full jitter", Amazon Builders' Library), so that many senders do not come back at the same moment.
 */
export function fullJitter(failures: number, { baseMs, capMs }: Backoff, random: () => number): number {
  return random() * Math.min(capMs, baseMs * 2 ** (failures - 1));
}
