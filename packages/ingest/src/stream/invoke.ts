import { ANSWER_LIMIT, type CheckedAnswer, checkAnswer } from './answer.js';
import type { TransformHandler, TransformRequest } from './envelope.js';
import { FAILURES } from './failures.js';

/** How often and how long a function is called. */
export interface InvokeLimits {
  /** How often a call that throws, takes too long or answers too much is repeated. */
  readonly retries: number;
  /** Milliseconds that one call may take. */
  readonly timeoutMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** A checked answer and how often the function was called for it. */
export interface Invocation {
  readonly attempts: number;
  readonly answer: CheckedAnswer;
}

/**
 * Calls a transform function like Firehose: a call that throws, takes longer than it may, or answers more than 6 MB is
 * repeated up to `retries` times, then the whole batch fails. An answer that breaks the contract is not repeated.
 */
export async function invoke(
  handler: TransformHandler,
  request: TransformRequest,
  limits: InvokeLimits,
): Promise<Invocation> {
  const failure = { kind: 'batch-failed', ...FAILURES.function } as const;
  let answer: CheckedAnswer = { ...failure, reason: 'It was not called.' };
  for (let attempts = 1; attempts <= limits.retries + 1; attempts++) {
    try {
      return { attempts, answer: checkAnswer(request.records, await callInTime(handler, request, limits)) };
    } catch (error) {
      const reason = `Called ${times(attempts)}: ${error instanceof Error ? error.message : String(error)}`;
      answer = { ...failure, ...(error instanceof TimeOut ? FAILURES.timedOut : {}), reason };
    }
  }
  return { attempts: limits.retries + 1, answer };
}

function times(attempts: number): string {
  return attempts === 1 ? 'once' : `${attempts} times`;
}

class TimeOut extends Error {}

/** Lambda hands over text: so does this, and nothing of the answer is shared with the function. */
async function callInTime(
  handler: TransformHandler,
  request: TransformRequest,
  limits: InvokeLimits,
): Promise<unknown> {
  const { timeoutMs, now } = limits;
  const started = now();
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLong(timeoutMs)), timeoutMs);
  });
  try {
    const answer = await Promise.race([handler(structuredClone(request)), expired]);
    if (now() - started > timeoutMs) throw tooLong(timeoutMs);
    return overTheWire(answer);
  } finally {
    clearTimeout(timer);
  }
}

function tooLong(timeoutMs: number): TimeOut {
  return new TimeOut(`The function took longer than ${timeoutMs} ms.`);
}

function overTheWire(answer: unknown): unknown {
  const text = JSON.stringify(answer) ?? 'null';
  const size = Buffer.byteLength(text);
  if (size > ANSWER_LIMIT) {
    throw new Error(
      `Response payload size (${size} bytes) exceeded maximum allowed payload size (${ANSWER_LIMIT} bytes).`,
    );
  }
  return JSON.parse(text);
}
