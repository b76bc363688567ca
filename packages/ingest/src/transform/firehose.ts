/** One record as Firehose hands it to a transform (Amazon Data Firehose Developer Guide, "Data transformation"). */
export interface FirehoseRecord {
  readonly recordId: string;
  /** When the stream received it: epoch milliseconds. */
  readonly approximateArrivalTimestamp?: number;
  /** Base64. */
  readonly data: string;
  /** Present where a Kinesis stream is the source. */
  readonly kinesisRecordMetadata?: { readonly approximateArrivalTimestamp?: number };
}

/** What Firehose calls a transform with. */
export interface FirehoseTransformationEvent {
  readonly invocationId?: string;
  readonly deliveryStreamArn?: string;
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

/** A record on its way back: delivered where `Ok`, else stored under the error prefix with its original data. */
export type FirehoseResultRecord =
  | {
      readonly recordId: string;
      readonly result: 'Ok';
      /** Base64. */
      readonly data: string;
      readonly metadata: { readonly partitionKeys: PartitionKeys };
    }
  | { readonly recordId: string; readonly result: 'ProcessingFailed'; readonly data: string };

/** What a transform answers: every recordId exactly once. */
export interface FirehoseTransformationResult {
  readonly records: FirehoseResultRecord[];
}

/** Largest answer that Lambda takes back, in bytes (Lambda quotas: 6 MB for synchronous calls). */
export const RESPONSE_LIMIT = 6_291_456;
