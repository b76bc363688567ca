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
export type { BuiltInSurface, Bump, Finding, Identity, Severity, Waived } from './finding.js';
export type { CheckOptions } from './judge-step.js';
export type { EffectsOf, VersionEffects, WarehouseEffect } from './reports/effects.js';
export { renderGithub } from './reports/github.js';
export { type JsonReport, jsonReport, type ReportedChange } from './reports/json.js';
export { renderJunit } from './reports/junit.js';
export { type MarkdownOptions, renderMarkdown } from './reports/markdown.js';
export type { Painter } from './reports/painter.js';
export type { PositionOf, SourcePosition } from './reports/position.js';
export { renderSarif, type SarifOptions } from './reports/sarif.js';
export { renderText, type TextOptions } from './reports/text.js';
export type { AnyChangeOf, AnyKind, AnyRule, Observation, Rule, RuleContext, WholeResult } from './rules/rule.js';
export type { Surface, SurfaceContext, SurfaceResult } from './surface.js';
export { applyWaivers } from './waivers/apply-waivers.js';
export type { Waiver, WaiverFile } from './waivers/waiver.js';
export type { Compatibility, Witness } from './witness/ingest.js';
