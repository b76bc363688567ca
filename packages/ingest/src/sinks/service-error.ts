/** What a failed call says about trying again. */
export interface ServiceFault {
  /** `content`: the service dislikes what was sent; `busy`: worth another attempt soon; `blocked`: not before something changes. */
  readonly kind: 'content' | 'busy' | 'blocked';
  /** The service's name of the error, or the system's. */
  readonly code: string;
  readonly message: string;
}

/** Errors about what was sent (botocore: client faults of the put operations), not about the target or the caller. */
const CONTENT = new Set([
  'ValidationException',
  'InvalidArgumentException',
  'InvalidMessageContents',
  'BatchRequestTooLong',
  'InvalidParameterValue',
  'RequestEntityTooLargeException',
]);

const BUSY =
  /Throttl|LimitExceeded|ThroughputExceeded|TooManyRequests|ServiceUnavailable|InternalFailure|InternalServer/;

/** Sorts what a client threw. Without a status there was no answer: the network, or the time was up. */
export function faultOf(error: unknown): ServiceFault {
  const {
    name = '',
    message = String(error),
    code,
    $metadata,
  } = (error ?? {}) as {
    name?: string;
    message?: string;
    code?: unknown;
    $metadata?: { httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode;
  const text = name !== '' && name !== 'Error' ? name : typeof code === 'string' ? code : 'CallFailed';
  return { kind: kindOf(text, status), code: text, message };
}

/** Whether an error that the service gives for one record means that it will never take this record. */
export function isContentCode(code: string): boolean {
  return CONTENT.has(code);
}

function kindOf(code: string, status: number | undefined): ServiceFault['kind'] {
  if (isContentCode(code) || status === 413) return 'content';
  if (status === undefined || status >= 500 || status === 429 || status === 408 || BUSY.test(code)) return 'busy';
  return status >= 400 ? 'blocked' : 'busy';
}
