export * from './bump.js';
export * from './changes/change.js';
export { diff } from './changes/diff.js';
export * from './changes/path.js';
export { typeName } from './changes/type-name.js';
export * from './check.js';
export * from './compare-versions.js';
export { acceptedSchema } from './contract/accepted-schema.js';
export * from './contract/contract-change.js';
export { diffContract, emptyContract } from './contract/diff-contract.js';
export { resolvedSchema } from './contract/resolved-schema.js';
export { comparePair, type PairOptions, type PairResult } from './engine/compare-pair.js';
export type {
  Answer,
  AnySchema,
  CompareOptions,
  Comparison,
  Direction,
  Policy,
  SchemaProblem,
} from './engine/types.js';
export * from './finding.js';
export * from './judge/index.js';
export * from './reports/index.js';
export { allRules, rules } from './rules/index.js';
export type * from './rules/rule.js';
export { type SampleSize, sampleOf, valuesOf } from './samples/sample.js';
export * from './surface.js';
export * from './waivers/index.js';
export * from './witness/ingest.js';
export { type Obstacle, type Outsiders, outsiders } from './witness/outsiders.js';
export { type SchemaPair, schemaPair } from './witness/schema-pair.js';
export { type Upcast, upcast } from './witness/upcast.js';
