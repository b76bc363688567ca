import { ANSWER_LIMIT, type CheckedAnswer, checkAnswer } from './answer.js';
import type { TransformHandler, TransformRequest } from './envelope.js';

/** A checked answer and how often the function was called for it. */
export interface Invocation {
  readonly attempts: number;
  readonly answer: CheckedAnswer;
}

/**
 * Calls a transform function like Firehose: a call that throws, or answers more than 6 MB, is repeated up to `retries`
 * times, then the whole batch fails. An answer that breaks the contract is not repeated.
 */
export async function invoke(
  handler: TransformHandler,
  request: TransformRequest,
  retries: number,
): Promise<Invocation> {
  let message = '';
  for (let attempts = 1; attempts <= retries + 1; attempts++) {
    try {
      const answer = await handler(request);
      assertSize(answer);
      return { attempts, answer: checkAnswer(request.records, answer) };
    } catch (error) {
      message = error instanceof Error ? error.message : String(error);
    }
  }
  return { attempts: retries + 1, answer: { kind: 'batch-failed', code: 'Lambda.FunctionError', message } };
}

function assertSize(answer: unknown): void {
  const size = Buffer.byteLength(JSON.stringify(answer) ?? '');
  if (size > ANSWER_LIMIT) throw new Error(`The answer has ${size} bytes; Lambda allows ${ANSWER_LIMIT}.`);
}
