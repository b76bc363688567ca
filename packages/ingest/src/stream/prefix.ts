import type { PartitionKeys } from './answer.js';
import { formatTime } from './time-pattern.js';

/** What the expressions of a prefix can refer to. */
export interface PrefixValues {
  /** Arrival, epoch milliseconds, for `!{timestamp:…}`. */
  readonly arrivedAt: number;
  /** For `!{partitionKeyFromLambda:…}`. */
  readonly partitionKeys: PartitionKeys;
  /** For `!{firehose:error-output-type}`. */
  readonly errorType?: string;
}

/** An evaluated prefix, or what could not be evaluated. */
export type Evaluated =
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'unresolved'; readonly message: string };

/** Where the local stream puts its objects below the lake: the prefixes that the Firehose stream is configured with. */
export const DEFAULT_PREFIXES = {
  raw:
    'raw/event=!{partitionKeyFromLambda:event}/major=!{partitionKeyFromLambda:major}' +
    '/year=!{partitionKeyFromLambda:year}/month=!{partitionKeyFromLambda:month}' +
    '/day=!{partitionKeyFromLambda:day}/hour=!{partitionKeyFromLambda:hour}/',
  source: 'source/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/',
  error:
    'errors/!{firehose:error-output-type}/year=!{timestamp:yyyy}/month=!{timestamp:MM}' +
    '/day=!{timestamp:dd}/hour=!{timestamp:HH}/',
} as const;

/** An expression of a prefix: namespace and name. */
export const EXPRESSION = /!\{([A-Za-z]+):([^}]*)\}/g;

/** Longest prefix after evaluation (Amazon Data Firehose, "Custom prefixes for S3 objects"). */
const EVALUATED_LIMIT = 512;

/** Values become folder names: nothing that could leave the folder or hide in it. */
const SAFE_VALUE = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const UNSAFE_SEGMENT = /(^|\/)\.{0,2}\/|^\//;

/** Evaluates a prefix (the subset of Amazon Data Firehose's prefix expressions that Sluice generates). */
export function evaluatePrefix(prefix: string, values: PrefixValues): Evaluated {
  const unresolved: string[] = [];
  const text = prefix.replace(EXPRESSION, (expression, namespace: string, name: string) => {
    const value = NAMESPACES[namespace]?.(name, values);
    if (value !== undefined) return value;
    unresolved.push(expression);
    return '';
  });
  if (unresolved.length > 0) return failed(`${unresolved.join(', ')} has no value that could name a folder`);
  if (Buffer.byteLength(text) > EVALUATED_LIMIT) return failed(`it is longer than ${EVALUATED_LIMIT} bytes`);
  return UNSAFE_SEGMENT.test(text) ? failed(`${text} leaves its folder`) : { kind: 'prefix', prefix: text };
}

function failed(why: string): Evaluated {
  return { kind: 'unresolved', message: `The prefix cannot be evaluated: ${why}.` };
}

const NAMESPACES: { readonly [name: string]: (name: string, values: PrefixValues) => string | undefined } = {
  partitionKeyFromLambda: (name, { partitionKeys }) =>
    Object.hasOwn(partitionKeys, name) ? safe(partitionKeys[name]) : undefined,
  timestamp: (pattern, { arrivedAt }) => formatTime(pattern, arrivedAt),
  firehose: (name, { errorType }) => (name === 'error-output-type' ? safe(errorType) : undefined),
};

function safe(value: string | undefined): string | undefined {
  return value !== undefined && SAFE_VALUE.test(value) ? value : undefined;
}
