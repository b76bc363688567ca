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

/** The part of an AWS client that knows its region. */
export interface Regional {
  readonly config: { readonly region: () => Promise<string> };
}

/**
 * Rejects with a {@link SinkError} `RegionMissing` where neither the client's configuration nor its environment names a region:
 * found out at the start, not by the first event. The client is destroyed then.
 */
export async function assertRegion(client: Regional & { destroy(): void }): Promise<void> {
  try {
    await client.config.region();
  } catch {
    client.destroy();
    throw sinkError(
      'RegionMissing',
      'The sink has no region, and the environment names none.',
      'Set region, or AWS_REGION.',
    );
  }
}
