import { automatonOf, patternCost } from '@sluice/contract/patterns';
import { literal, type Module } from './module.js';

/** `RegExp` matches what surely takes no more steps than this for each character, however long the text is. */
const mostPerCharacter = 64;

/**
 * The code of what finds a pattern; undefined where `RegExp` never takes long. An automaton finds what is regular; of the
 * rest, `RegExp` is only given texts of a length for which few steps are proven.
 */
export function matcherCode(module: Module, pattern: string): string | undefined {
  const { perCharacter = Number.POSITIVE_INFINITY, longest } = patternCost(pattern);
  if (perCharacter <= mostPerCharacter) return undefined;
  const table = automatonOf(pattern);
  if (table) return `${module.use('automaton')}(${literal(table)})`;
  return `${module.use('upTo')}(${longest},new RegExp(${literal(pattern)},"u"))`;
}
