/** One record as Firehose hands it to a transform (Amazon Data Firehose Developer Guide, "Data transformation"). */
export interface FirehoseRecord {
  readonly recordId: string;
  /** When the stream received it: epoch milliseconds. */
  readonly approximateArrivalTimestamp?: number;
  /** Base64. */
  readonly data: string;
  /** Present where a Kinesis stream is the source. */
  readonly kinesisRecordMetadata?: {
    readonly approximateArrivalTimestamp?: number;
    readonly partitionKey?: string;
    readonly sequenceNumber?: string;
    readonly shardId?: string;
    readonly subsequenceNumber?: string | number;
  };
}

/** What Firehose calls a transform with. */
export interface FirehoseTransformationEvent {
  readonly invocationId?: string;
  readonly deliveryStreamArn?: string;
  /** Present where a Kinesis stream is the source. */
  readonly sourceKinesisStreamArn?: string;
  readonly region?: string;
  readonly records: readonly FirehoseRecord[];
}

/** Where a row belongs in the lake: values of `!{partitionKeyFromLambda:…}` in the stream's prefix. All zero-padded but `major`. */
export interface PartitionKeys {
  readonly event: string;
  readonly major: string;
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
}

/**
 * Where a row belongs in a stream with an Iceberg destination (Amazon Data Firehose, "Route incoming records to different
 * Iceberg tables").
 */
export interface OtfMetadata {
  readonly destinationDatabaseName: string;
  readonly destinationTableName: string;
  readonly operation: 'insert' | 'update' | 'delete';
}

/** What a stream routes a row by: its prefix, or its Iceberg tables. */
export type Metadata = { readonly partitionKeys: PartitionKeys } | { readonly otfMetadata: OtfMetadata };

/**
 * A record on its way back. `Ok`: delivered. `Dropped`: not wanted, and nowhere kept but in the source backup.
 * `ProcessingFailed`: stored under the error prefix with its original data.
 */
export type FirehoseResultRecord =
  | {
      readonly recordId: string;
      readonly result: 'Ok';
      /** Base64. */
      readonly data: string;
      readonly metadata: Metadata;
    }
  | { readonly recordId: string; readonly result: 'Dropped' | 'ProcessingFailed'; readonly data: string };

/** What a transform answers: every recordId exactly once. */
export interface FirehoseTransformationResult {
  readonly records: FirehoseResultRecord[];
}

/**
 * Largest answer that a transform gives, in bytes: a hundred less than Lambda takes back (Lambda quotas: 6 MB for synchronous
 * calls; its error message names 6,291,556).
 */
export const RESPONSE_LIMIT = 6_291_456;
