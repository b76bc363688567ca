import { randomUUID } from 'node:crypto';

/** Names what one run writes: the time first, so that runs sort by it, and something random. */
export function newRunId(now: Date): string {
  return `${now.toISOString().replace(/[-:.]/g, '')}-${randomUUID().slice(0, 8)}`;
}
