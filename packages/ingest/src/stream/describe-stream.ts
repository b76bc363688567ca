import { localNames } from './envelope.js';
import type { Prefixes } from './objects.js';

/** What DescribeDeliveryStream says about a local stream: active, filled by Direct PUT, delivering to the lake. */
export function describeStream(stream: string, prefixes: Prefixes): object {
  const { streamArn, lambdaArn } = localNames(stream);
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
      Processors: [{ Type: 'Lambda', Parameters: [{ ParameterName: 'LambdaArn', ParameterValue: lambdaArn }] }],
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
