export { type AutomatonStep, type AutomatonTable, automatonOf } from './automaton.js';
export { classOf, digits, lineTerminators, propertyOf, spaces, wordCharacters } from './char-classes.js';
export {
  type CharSet,
  charSet,
  complementOf,
  holds,
  holdsSurrogates,
  lastCodePoint,
  lastUnit,
  rangesOf,
  unionOf,
} from './char-set.js';
export { mostSteps, type PatternCost, patternCost } from './cost.js';
export type { TextUnits } from './cursor.js';
export { seesSurrogates, sizeOf, widthOf } from './measure.js';
export { parse } from './parse.js';
export { safeTest } from './safe-test.js';
export { patternProblem, type SlowPattern, slowPatterns } from './slow.js';
export {
  type Assertion,
  asserts,
  choice,
  end,
  itemsOf,
  type Node,
  never,
  nothingMore,
  sequence,
  start,
  withoutConditions,
} from './syntax.js';
