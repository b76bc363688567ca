export { createTransform, type Transform, type TransformOptions } from './create-transform.js';
export {
  type FirehoseRecord,
  type FirehoseResultRecord,
  type FirehoseTransformationEvent,
  type FirehoseTransformationResult,
  type PartitionKeys,
  RESPONSE_LIMIT,
} from './firehose.js';
