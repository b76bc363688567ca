export { comparePair, type PairOptions, type PairResult } from '../engine/compare-pair.js';
export type * from '../engine/types.js';
export * from '../files/index.js';
export * from './keyword-rules.js';
export * from './pair-findings.js';
export * from './pair-line.js';
