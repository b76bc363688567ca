import { hiveTime } from '../hive-path.js';
import type { PartitionKeys } from './answer.js';

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

const EXPRESSION = /!\{([A-Za-z]+):([^}]*)\}/g;

/** Values become folder names: nothing that could leave the folder or hide in it. */
const SAFE_VALUE = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** Evaluates a prefix (the subset of Amazon Data Firehose's prefix expressions that Sluice generates). */
export function evaluatePrefix(prefix: string, values: PrefixValues): Evaluated {
  const unresolved: string[] = [];
  const text = prefix.replace(EXPRESSION, (expression, namespace: string, name: string) => {
    const value = NAMESPACES[namespace]?.(name, values);
    if (value !== undefined && SAFE_VALUE.test(value)) return value;
    unresolved.push(`${expression} is ${value === undefined ? 'missing' : JSON.stringify(value)}`);
    return '';
  });
  return unresolved.length === 0
    ? { kind: 'prefix', prefix: text }
    : { kind: 'unresolved', message: `The prefix cannot be evaluated: ${unresolved.join(', ')}.` };
}

const NAMESPACES: { readonly [name: string]: (name: string, values: PrefixValues) => string | undefined } = {
  partitionKeyFromLambda: (name, { partitionKeys }) =>
    Object.hasOwn(partitionKeys, name) ? partitionKeys[name] : undefined,
  timestamp: (pattern, { arrivedAt }) => timestamp(pattern, arrivedAt),
  firehose: (name, { errorType }) => (name === 'error-output-type' ? errorType : undefined),
};

function timestamp(pattern: string, arrivedAt: number): string | undefined {
  const { year, month, day, hour } = hiveTime(arrivedAt);
  const parts: { readonly [pattern: string]: string } = { yyyy: year, MM: month, dd: day, HH: hour };
  return parts[pattern];
}
