/** A sink that cannot work as it is configured. */
export interface SinkError extends Error {
  /** Stable, machine readable. */
  readonly code: string;
  /** What to do. */
  readonly fix: string;
}

/** An error with a code and what to do about it. */
export function sinkError(code: string, message: string, fix: string): SinkError {
  return Object.assign(new Error(`${message} ${fix}`), { name: 'SinkError', code, fix });
}

/** Whether something thrown is a {@link SinkError}. */
export function isSinkError(error: unknown): error is SinkError {
  return error instanceof Error && error.name === 'SinkError';
}
