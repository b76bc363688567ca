export { createTransform, type Transform, type TransformOptions } from './create-transform.js';
export {
  type FirehoseRecord,
  type FirehoseResultRecord,
  type FirehoseTransformationEvent,
  type FirehoseTransformationResult,
  type Metadata,
  type OtfMetadata,
  type PartitionKeys,
  RESPONSE_LIMIT,
} from './firehose.js';
export type { IcebergRoutes, IcebergTable } from './iceberg.js';
export type { Drop } from './transform-record.js';
