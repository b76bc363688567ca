import type { EventEmitter } from 'node:events';

/** What a stream says when who read it is gone (`| head`); later writes may say the second. */
const ended: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'EOF']);

/**
 * Resolves when who reads one of these streams is gone. That is no failure: what is written after it goes nowhere, and the command ends as it
 * would have. Any other error of a stream is thrown.
 */
export function endOfOutput(streams: readonly Pick<EventEmitter, 'on'>[]): Promise<void> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException) => {
      if (!ended.has(error.code)) throw error;
      resolve();
    };
    for (const stream of streams) stream.on('error', onError);
  });
}
