export { comparePair, type PairOptions, type PairResult } from '../engine/compare-pair.js';
export type {
  Answer,
  AnySchema,
  CompareOptions,
  Comparison,
  Direction,
  Policy,
  SchemaProblem,
  Undecided,
} from '../engine/types.js';
export { type Bundle, bundled, namingFiles } from '../files/bundle.js';
export type { FileProblem, Files, Opened } from '../files/file-references.js';
export { type AssertionKeyword, keywordRules, ruleOfKeyword } from './keyword-rules.js';
export { type PairAnswers, type PairFinding, pairFindings } from './pair-findings.js';
export {
  type PairError,
  type PairLine,
  type PairResultLine,
  pairErrorLine,
  pairResultLine,
  readPairLine,
} from './pair-line.js';
