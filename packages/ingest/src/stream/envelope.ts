/** One record as Firehose hands it to a transform function. */
export interface TransformRecord {
  readonly recordId: string;
  /** Epoch milliseconds. */
  readonly approximateArrivalTimestamp: number;
  /** Base64. */
  readonly data: string;
}

/** What Firehose calls a transform function with (Direct PUT). */
export interface TransformRequest {
  readonly invocationId: string;
  readonly deliveryStreamArn: string;
  readonly region: string;
  readonly records: TransformRecord[];
}

/** A transform function. Its answer is not trusted: the stream checks it as Firehose would. */
export type TransformHandler = (request: TransformRequest) => unknown;

/** The names under which a local stream presents itself to the transform function. */
export function localNames(stream: string): {
  readonly region: string;
  readonly streamArn: string;
  readonly lambdaArn: string;
} {
  const account = '000000000000';
  return {
    region: 'local',
    streamArn: `arn:aws:firehose:local:${account}:deliverystream/${stream}`,
    lambdaArn: `arn:aws:lambda:local:${account}:function:${stream}-transform`,
  };
}
