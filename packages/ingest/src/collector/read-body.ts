import type { IncomingMessage } from 'node:http';
import type { RequestCode } from './refusals.js';

/** Why a body is not read to its end. */
export class BodyRefused extends Error {
  readonly code: RequestCode;

  constructor(code: RequestCode) {
    super(`The body is not read: ${code}.`);
    this.code = code;
  }
}

/** What bounds a body. */
export interface BodyBounds {
  /** Most bytes. */
  readonly limit: number;
  /** Takes memory for a part of it; false where there is none left. */
  hold(bytes: number): boolean;
}

type Done = (error: Error | null, body?: Buffer) => void;

/**
 * Reads a body whole. Every part is counted as it comes, so that what is only announced costs nothing, and what is too much is
 * not read on.
 */
export function readWhole(source: IncomingMessage, { limit, hold }: BodyBounds, done: Done): void {
  const announced = source.headers['content-length'];
  const parts: Buffer[] = [];
  let size = 0;
  const end = (error: Error | null, body?: Buffer): void => {
    source.off('data', onData).off('end', onEnd).off('error', end);
    if (error) source.resume().on('error', ignore);
    done(error, body);
  };
  const onData = (part: Buffer): void => {
    size += part.byteLength;
    if (size > limit) end(new BodyRefused('body-too-large'));
    else if (hold(part.byteLength)) parts.push(part);
    else end(new BodyRefused('overloaded'));
  };
  const onEnd = (): void => {
    if (announced !== undefined && Number(announced) !== size) end(new BodyRefused('bad-request'));
    else end(null, parts.length === 1 ? parts[0] : Buffer.concat(parts));
  };
  if (Number(announced) > limit) {
    done(new BodyRefused('body-too-large'));
    return;
  }
  source.on('data', onData).on('end', onEnd).on('error', end);
}

function ignore(): void {
  // The client is told already.
}
