import { failed, type SendOutcome, type Sink, sendAll } from '../sink.js';

/**
 * Sends, but waits no longer than `ms`, or until `stop`: then every record is `failed` with the code `SinkTimeout`. The
 * sink may store them all the same.
 */
export async function sendWithin(
  sink: Pick<Sink, 'send'>,
  records: readonly Uint8Array[],
  ms: number,
  stop?: AbortSignal,
): Promise<SendOutcome[]> {
  const late = failed('SinkTimeout', `The sink gave no answer within ${ms} ms.`);
  return orAfter(sendAll(sink, records), ms, () => records.map(() => late), stop);
}

/** Waits for a promise, at most `ms` milliseconds; whether it was settled in time. */
export async function settledWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const settled = promise.then(
    () => true,
    () => true,
  );
  return orAfter(settled, ms, () => false);
}

async function orAfter<T>(promise: Promise<T>, ms: number, otherwise: () => T, stop?: AbortSignal): Promise<T> {
  const over = new AbortController();
  const ended = new Promise<T>((resolve) => {
    const end = (): void => resolve(otherwise());
    const timer = setTimeout(end, ms);
    over.signal.addEventListener('abort', () => clearTimeout(timer));
    if (stop?.aborted) end();
    stop?.addEventListener('abort', end, { signal: over.signal });
  });
  try {
    return await Promise.race([promise, ended]);
  } finally {
    over.abort();
  }
}
