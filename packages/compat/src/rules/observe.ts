import type { Change } from '../changes/change.js';
import { inQuotes } from '../engine/unknown-reasons.js';
import type { Witness } from '../witness/ingest.js';
import type { Observation, RuleContext } from './rule.js';

/** The sentence for a break that could be neither proven nor shown. */
export const undecided =
  'Neither a proof that old events still fit nor an event that does not was found; it counts as a break.';

/** The sentence for what was not looked at beside a break that was found. */
export function unfinished({ keyword }: { readonly keyword: string }): string {
  return `Not everything was looked at: ${inQuotes(keyword)} stood in the way of an answer for the rest. There may be more breaks.`;
}

/** What ingestion says about a change: nothing where it is proven harmless, else the finding with its witness. */
export function atIngest(change: Change, context: RuleContext, message: string): Observation[] {
  const { verdict, witness, rest } = context.ingest(change);
  if (verdict === 'compatible') return [];
  if (!witness) return [{ surface: 'ingest', message: `${message} ${undecided}`, verdict }];
  return [{ surface: 'ingest', message: rest ? `${message} ${unfinished(rest)}` : message, verdict, witness }];
}

/** What readers of events will notice. */
export function forConsumers(message: string): Observation {
  return { surface: 'consumer', message, verdict: 'breaking' };
}

/** What callers of the generated SDK will notice. */
export function forCallers(message: string): Observation {
  return { surface: 'source', message, verdict: 'breaking' };
}

/** Values for a sentence: `"click"`, `"view"`; the first five of them. */
export function listed(values: readonly string[]): string {
  const shown = values.slice(0, 5).map((value) => JSON.stringify(value));
  return values.length > 5 ? `${shown.join(', ')} and ${values.length - 5} more` : shown.join(', ');
}

/** The last name on a path, for a sentence; the list or map itself where the path ends in one. */
export function nameAt({ path }: Change): string {
  const last = path.at(-1);
  const named = path.findLast((step) => step.kind === 'property');
  const name = named?.kind === 'property' ? `"${named.name}"` : 'the event';
  if (!last || last.kind === 'property') return name;
  return `${last.kind === 'element' ? 'an element' : 'a value'} of ${name}`;
}

/** A finding at ingestion whose proof is an event that has nowhere to go. */
export function withWitness(message: string, witness: Witness | undefined): Observation {
  return { surface: 'ingest', message, verdict: witness ? 'breaking' : 'unknown', ...(witness && { witness }) };
}
