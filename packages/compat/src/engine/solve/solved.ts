import type { JsonValue } from '@sluice/contract';
import type { Doubt, UnknownReason } from '../unknown-reasons.js';

/**
 * Whether a set has a member. `empty` is a proof. A `value` is a member, or, with a `doubt`, a candidate that nothing
 * decidable speaks against.
 */
export type Solved =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: JsonValue; readonly doubt?: Doubt }
  | { readonly kind: 'unknown'; readonly doubt: Doubt };

/** The answer without content. */
export const empty: Solved = { kind: 'empty' };

/** A member. */
export function found(value: JsonValue, doubt?: Doubt): Solved {
  return doubt ? { kind: 'value', value, doubt } : { kind: 'value', value };
}

/** No answer. */
export function undecided(keyword: UnknownReason, path = ''): Solved {
  return { kind: 'unknown', doubt: { keyword, path } };
}

/**
 * The union of sets, each solved when it is asked for: a member of any is one of all. A candidate in doubt and a failure
 * are remembered while better is looked for; empty only where every one is.
 */
export function anyOf(alternatives: Iterable<() => Solved>): Solved {
  let best: Solved = empty;
  for (const solve of alternatives) {
    const answer = solve();
    if (answer.kind === 'value' && !answer.doubt) return answer;
    if (best.kind === 'empty' || (best.kind === 'unknown' && answer.kind === 'value')) best = answer;
  }
  return best;
}
