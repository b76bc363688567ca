import type { DeliveryStreamDescription, ProcessingConfiguration, Processor } from '@aws-sdk/client-firehose';
import { PUT_LIMITS } from '../stream/limits.js';
import { sinkError } from './sink-error.js';

/**
 * A packed record: a stream takes at most 500 apart again; one with more reaches the transform function undivided (API
 * reference, PutRecordBatch).
 */
export const PACK_LIMIT = { count: 500, bytes: PUT_LIMITS.recordBytes } as const;

/** Throws unless the stream takes packed records apart: RecordDeAggregation for JSON, or delimited by a line feed. */
export function assertDeaggregation(stream: DeliveryStreamDescription): void {
  const processors = (stream.Destinations ?? []).flatMap(({ ExtendedS3DestinationDescription: s3 }) =>
    processorsOf(s3?.ProcessingConfiguration),
  );
  if (processors.some(takesLinesApart)) return;
  const found = processors.map(({ Type }) => Type).join(', ') || 'none';
  throw sinkError(
    'PackNeedsDeaggregation',
    `Delivery stream ${stream.DeliveryStreamName} does not take packed records apart (processors: ${found}).`,
    'Add the processor RecordDeAggregation with SubRecordType JSON to the stream, or set pack to false.',
  );
}

function processorsOf(configuration: ProcessingConfiguration | undefined): readonly Processor[] {
  return configuration?.Enabled === true ? (configuration.Processors ?? []) : [];
}

/** The delimiter is given in base64. */
function takesLinesApart({ Type, Parameters = [] }: Processor): boolean {
  const value = (name: string): string | undefined =>
    Parameters.find(({ ParameterName }) => ParameterName === name)?.ParameterValue;
  if (Type !== 'RecordDeAggregation') return false;
  const kind = value('SubRecordType')?.toUpperCase();
  return kind === 'JSON' || (kind === 'DELIMITED' && value('Delimiter') === Buffer.from('\n').toString('base64'));
}
