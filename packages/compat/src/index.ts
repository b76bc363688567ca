export type { BumpAdvice } from './bump.js';
export type {
  AliasAdded,
  AliasRemoved,
  BoundLoosened,
  BoundTightened,
  Change,
  ChangeKind,
  ChangeOf,
  ColumnChanged,
  DefaultChanged,
  EnumValueAdded,
  EnumValueRemoved,
  FieldAdded,
  FieldMadeOptional,
  FieldMadeRequired,
  FieldRemoved,
  FieldRenamed,
  FieldReplaced,
  KeywordChanged,
  TypeChanged,
} from './changes/change.js';
export { formatPath, type Path, type PathStep } from './changes/path.js';
export { type CheckReport, check } from './check.js';
export { compareTwoVersions, type VersionDifference } from './compare-versions.js';
export { acceptedSchema } from './contract/accepted-schema.js';
export type {
  AliasConflict,
  ColumnsMoved,
  ContractChange,
  ContractChangeKind,
  ContractChangeOf,
  EventAliasAdded,
  EventAliasConflict,
  EventAliasRemoved,
  EventRemoved,
  FieldAliasConflict,
  PatternSlow,
  UnknownPropertiesChanged,
  VersionAdded,
  VersionEdited,
  VersionRemoved,
} from './contract/contract-change.js';
export { emptyContract } from './contract/diff-contract.js';
export type { Answer } from './engine/types.js';
export {
  type BuiltInSurface,
  type Bump,
  type Finding,
  fingerprintOf,
  type Identity,
  refuses,
  type Severity,
  type Waived,
} from './finding.js';
export type { CheckOptions } from './judge-step.js';
export type { EffectsOf, VersionEffects, WarehouseEffect } from './reports/effects.js';
export { renderGithub } from './reports/github.js';
export { type JsonReport, jsonReport, type ReportedChange } from './reports/json.js';
export { renderJunit } from './reports/junit.js';
export { type MarkdownOptions, renderMarkdown } from './reports/markdown.js';
export type { Painter } from './reports/painter.js';
export type { PositionOf, SourcePosition } from './reports/position.js';
export { renderRulesPage } from './reports/rules-page.js';
export { renderSarif, type SarifOptions } from './reports/sarif.js';
export { renderText, type TextOptions } from './reports/text.js';
export { withUnknownReasons } from './reports/unknown-page.js';
export { type ChangeWords, inWords } from './reports/words.js';
export { allRules } from './rules/index.js';
export type { AnyChangeOf, AnyKind, AnyRule, Observation, Rule, RuleContext, WholeVerdict } from './rules/rule.js';
export type { Surface, SurfaceContext, SurfaceVerdict } from './surface.js';
export { applyWaivers } from './waivers/apply-waivers.js';
export { type Waiver, type WaiverFile, waiverFileName } from './waivers/waiver.js';
export type { Verdict, Witness } from './witness/ingest.js';
