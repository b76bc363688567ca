import { contractOf, type RuntimeContract, type RuntimeVersion } from '../codegen1/index.js';

/** A contract of one event whose rows say by which release they were written, and which accepts `n` up to a limit. */
export function tickContract(release: string, limit = 5, major = 1): RuntimeContract {
  const version: RuntimeVersion = {
    version: `${major}.0`,
    major,
    schema: { type: 'object', fields: [['n', 'long', 1]] },
    check: (event) => typeof event.n === 'number' && event.n <= limit,
    row: ({ eventId, n, receivedAt }, stamp) => {
      const received_at = new Date(Number(receivedAt ?? stamp.receivedAt)).toISOString().slice(0, -1).replace('T', ' ');
      return JSON.stringify({ event_id: eventId ?? stamp.eventId, received_at, n, release });
    },
    renamed: () => false,
  };
  return contractOf(release, [{ name: 'tick', versions: [version] }]);
}
