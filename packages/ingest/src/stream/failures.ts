/** How Firehose names a failed record in its error object. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/**
 * Codes and texts of Firehose's error objects. The codes stand in Amazon Data Firehose, "Monitor with CloudWatch Logs" and
 * "Dynamic partitioning", the texts are those that objects in people's buckets have; none of them tells the function's own
 * reason.
 */
export const FAILURES = {
  failedByFunction: { code: 'Lambda.ProcessingFailedStatus', message: 'ProcessingFailed status set for record' },
  function: {
    code: 'Lambda.FunctionError',
    message: 'The Lambda function was successfully invoked but it returned an error result.',
  },
  timedOut: {
    code: 'Lambda.FunctionTimedOut',
    message: 'The Lambda function invocation timed out. Increase the Timeout setting in the Lambda function.',
  },
  unreadable: {
    code: 'Lambda.JsonProcessingException',
    message: 'The Lambda function returned a response that cannot be read.',
  },
  duplicate: {
    code: 'Lambda.DuplicatedRecordId',
    message:
      'Multiple records were returned with the same record ID. Ensure that the Lambda function returns unique record IDs for each record.',
  },
  missing: {
    code: 'Lambda.MissingRecordId',
    message:
      'One or more record Ids were not returned. Ensure that the Lambda function returns all received record Ids.',
  },
  partitionKeys: {
    code: 'DynamicPartitioning.MetadataExtractionFailed',
    message: 'partitionKeys values must not be null or empty',
  },
  activePartitions: {
    code: 'DynamicPartitioning.ActivePartitionsLimitExceeded',
    message: 'The number of active partitions has reached the limit of the stream.',
  },
} as const satisfies { [name: string]: Failure };
