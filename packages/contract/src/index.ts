export { isDay, isWithinYears } from './calendar.js';
export { canonicalJson, digestOf, sha256 } from './canonical.js';
export { assertedFormats, constraintFrom } from './constraint.js';
export { defineEnvelope, defineEvent } from './define.js';
export type { EnvelopeSource, EventDefinition, EventSource } from './definition.js';
export { ContractError, isContractError, type Problem, problemsIn, takeAll } from './errors.js';
export { exactIn, holdsExact, readJson, writeJson } from './exact-json.js';
export {
  type AnyNumber,
  compareNumbers,
  type DecimalValue,
  decimalOf,
  digitsAt,
  ExactNumber,
  exactly,
  floorOf,
  isAnyNumber,
  isWhole,
  plainDecimal,
} from './exact-number.js';
export type {
  ArrayOptions,
  FieldOptions,
  IntegerOptions,
  JsonLiteral,
  JsonObjectLiteral,
  NumberOptions,
  ObjectOptions,
  RecordOptions,
  TextFormat,
  TextOptions,
} from './field-options.js';
export type { FieldTypes } from './field-types.js';
export type { FreeKeywords, FreeSchema, JsonOptions } from './free-schema.js';
export type {
  Deprecation,
  EventAlias,
  FieldBlock,
  JsonObject,
  JsonSchema,
  JsonValue,
  RegistryDocument,
  RootBlock,
  Sensitivity,
  UnknownProperties,
} from './json.js';
export { extraField, haveOldNames, majorsOf, type TableField, tableFields, versionsOf, wireFields } from './lineage.js';
export { contractDigest, modelOf } from './load-model.js';
export type { ContractModel, EventFamily, EventVersion, Field, LogicalKind, LogicalOf, LogicalType } from './model.js';
export { camelCase, eventNamePattern, nearest, pascalCase, snakeCase } from './names.js';
export { conflictLine, plainText } from './plain-text.js';
export { publish, republished } from './publish.js';
export { type Read, readPlan, type StructPlan } from './read-plan.js';
export { reservedWords } from './reserved.js';
export { isAtLeast, stricter, strictestIn } from './sensitivity.js';
export type { AnySchema, DescriptionMissing, FieldSchema, Schema } from './typed-schema.js';
export { Date_, Decimal, Enum, EpochMillis, Id64, Int32, Json, Timestamp, Type, Uuid } from './types.js';
export { compareVersions, parseVersion, type VersionNumbers } from './versions.js';
export { wireSchema } from './wire-schema.js';
