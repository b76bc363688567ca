export { type AthenaDayRequest, athenaDayActions, dayAt } from './compact/athena-day.js';
export { type CompactReport, type CompactRequest, compactLake, type DayResult } from './compact/duckdb-compact.js';
export { type Damage, damageText } from './lake/damage.js';
export type { Day, DayRecord } from './lake/day.js';

export { listHours } from './lake/lake-files.js';
export type { HourListing, HourRecord, ListedHour, RawFile, ReadFiles, WrittenColumn } from './lake/record.js';
export { type AthenaPlan, type AthenaWindow, athenaPlan, dayPrefixes } from './merge/athena-plan.js';
export { readHourRecord } from './merge/athena-record.js';
export { type AthenaAction, athenaActions, athenaScript } from './merge/athena-steps.js';
export { mergeLake } from './merge/duckdb-merge.js';
export type {
  HourPlan,
  MergeReason,
  RescanWindow,
} from './merge/plan.js';
export type { Compression, HourResult, MergeProgress, MergeReport, MergeRequest } from './merge/report.js';
export { listedHours, objectsOf, type StoredObject } from './merge/s3-listing.js';
export { hourSteps, type MergeStep, type StepOfHour, type StepRequest } from './merge/steps.js';
export { openDuckdbFile } from './migrations/duckdb-fs.js';
export type { Catalogue, CataloguePartition, PartitionError } from './partitions/catalogue.js';
export { type Glue, openGlue } from './partitions/glue-io.js';
export {
  ofAllEvents,
  type Partition,
  rawPartition,
  runPartition,
} from './partitions/partition.js';
export { type Patience, type Registration, registerPartitions } from './partitions/register.js';
export { type Lake, type LakeRequest, openLake, type QueryResult } from './query/duckdb-query.js';
