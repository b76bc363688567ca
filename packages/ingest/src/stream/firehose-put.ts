import type { SendOutcome } from '../sink.js';
import type { FirehoseFault } from './firehose-faults.js';
import { errorAnswer, type FirehoseAnswer, type FirehoseRequest, flawAnswer } from './firehose-wire.js';
import { callFlaw, singleFlaw } from './limits.js';
import type { LocalStream } from './local-stream.js';

type PutRequest = Exclude<FirehoseRequest, { operation: 'DescribeDeliveryStream' }>;
type Failing = Extract<FirehoseFault, { kind: 'partial' }>;

/** Puts the records of a call into the stream, but for those that a fault names, and writes the service's answer. */
export async function put(
  stream: Pick<LocalStream, 'putRecordBatch'>,
  request: PutRequest,
  failing?: Failing,
): Promise<FirehoseAnswer> {
  const flaw = request.operation === 'PutRecord' ? singleFlaw(request.records[0]) : callFlaw(request.records);
  if (flaw !== undefined) return flawAnswer(flaw);
  const outcomes = await putSome(stream, request.records, failing);
  return request.operation === 'PutRecord' ? singleAnswer(outcomes[0]) : batchAnswer(outcomes);
}

async function putSome(
  stream: Pick<LocalStream, 'putRecordBatch'>,
  records: readonly Buffer[],
  failing?: Failing,
): Promise<SendOutcome[]> {
  const fails = new Set(failing?.indexes);
  const rest = records.filter((_, i) => !fails.has(i));
  const stored = rest.length === 0 ? [] : [...(await stream.putRecordBatch(rest))];
  const code = failing?.code ?? 'ServiceUnavailableException';
  return records.map((_, i) => (fails.has(i) ? failed(code) : (stored.shift() ?? failed('InternalFailure'))));
}

function failed(code: string): SendOutcome {
  return { kind: 'failed', code, message: code === 'InternalFailure' ? 'Internal service failure.' : 'Slow down.' };
}

/** A record of a PutRecord that was not stored makes the whole call fail: there is no other place to say so. */
function singleAnswer(outcome: SendOutcome | undefined): FirehoseAnswer {
  if (outcome?.kind === 'acknowledged') return { status: 200, body: { RecordId: outcome.recordId, Encrypted: false } };
  return outcome?.code === 'InternalFailure'
    ? errorAnswer(500, 'InternalFailure', outcome.message)
    : errorAnswer(503, 'ServiceUnavailableException', outcome?.message ?? '');
}

function batchAnswer(outcomes: readonly SendOutcome[]): FirehoseAnswer {
  const RequestResponses = outcomes.map((outcome) =>
    outcome.kind === 'acknowledged'
      ? { RecordId: outcome.recordId }
      : { ErrorCode: outcome.code, ErrorMessage: outcome.message },
  );
  const FailedPutCount = outcomes.filter(({ kind }) => kind === 'failed').length;
  return { status: 200, body: { FailedPutCount, Encrypted: false, RequestResponses } };
}
