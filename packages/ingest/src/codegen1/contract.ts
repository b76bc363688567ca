import type { RuntimeContract, RuntimeEvent } from './types.js';

/** The contract of a list of events; looked up by name without meeting inherited properties. */
export function contractOf(digest: string, list: readonly RuntimeEvent[]): RuntimeContract {
  const events: { [name: string]: RuntimeEvent } = Object.create(null);
  for (const event of list) events[event.name] = event;
  return { digest, events };
}
