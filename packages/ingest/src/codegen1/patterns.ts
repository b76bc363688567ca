import type { Matcher } from './automaton.js';
import type { ValueNode } from './table.js';

const compiled = new Map<string, RegExp>();

/** What finds the pattern of a node (flag u), somewhere in a text. The patterns of a contract are compiled once. */
export function matcherOf({ pattern = '', matcher }: ValueNode): Matcher {
  if (matcher) return matcher;
  const expression = compiled.get(pattern) ?? new RegExp(pattern, 'u');
  compiled.set(pattern, expression);
  return expression;
}
