import { localNames } from './envelope.js';
import type { LocalStreamSettings } from './local-stream.js';

/** What DescribeDeliveryStream says about a local stream: active, filled by Direct PUT, delivering to the lake. */
export function describeStream(settings: LocalStreamSettings): object {
  const { stream, prefixes } = settings;
  const { streamArn } = localNames(stream);
  const role = 'arn:aws:iam::000000000000:role/local';
  const s3 = { RoleARN: role, BucketARN: 'arn:aws:s3:::lake', CompressionFormat: 'UNCOMPRESSED' };
  const shared = { ...s3, EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' } };
  const destination = {
    ...shared,
    Prefix: prefixes.raw,
    ErrorOutputPrefix: prefixes.error,
    BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 60 },
    DynamicPartitioningConfiguration: { Enabled: true },
    ProcessingConfiguration: {
      Enabled: true,
      Processors: processorsOf(settings),
    },
    S3BackupMode: 'Enabled',
    S3BackupDescription: {
      ...shared,
      Prefix: prefixes.source,
      BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
    },
  };
  return {
    DeliveryStreamDescription: {
      DeliveryStreamName: stream,
      DeliveryStreamARN: streamArn,
      DeliveryStreamStatus: 'ACTIVE',
      DeliveryStreamType: 'DirectPut',
      VersionId: '1',
      Destinations: [{ DestinationId: 'destinationId-000000000001', ExtendedS3DestinationDescription: destination }],
      HasMoreDestinations: false,
    },
  };
}

/** In the order in which Firehose works: packs are divided before the function gets their records. */
function processorsOf({ stream, deaggregate, lambdaBufferBytes, retries }: LocalStreamSettings): readonly object[] {
  const lambda = processor('Lambda', {
    LambdaArn: localNames(stream).lambdaArn,
    NumberOfRetries: String(retries),
    BufferSizeInMBs: String(lambdaBufferBytes / 1_048_576),
  });
  return deaggregate ? [processor('RecordDeAggregation', { SubRecordType: 'JSON' }), lambda] : [lambda];
}

function processor(type: string, parameters: { readonly [name: string]: string }): object {
  const listed = Object.entries(parameters).map(([name, value]) => ({ ParameterName: name, ParameterValue: value }));
  return { Type: type, Parameters: listed };
}
