import type { Judgement, RuntimeContract } from './types.js';

/** Says whether an event is acceptable under a name, as which version, and if not why. Never throws. */
export function judge(_contract: RuntimeContract, name: string, _event: unknown): Judgement {
  return { ok: false, event: name, errors: [{ code: 'unknown-event', path: '', message: 'No events are known yet.' }] };
}
