import type { Prefixes } from './objects.js';
import { EXPRESSION } from './prefix.js';

/** What a stream is created with, as far as Firehose has rules for it. */
export interface StreamSettings {
  readonly prefixes: Prefixes;
  readonly lambdaBufferBytes: number;
  readonly retries: number;
  readonly timeoutMs: number;
}

/** One rule of CreateDeliveryStream: where it stands, and what breaks it. */
interface Rule {
  readonly id: string;
  readonly source: string;
  readonly flaw: (settings: StreamSettings) => string | undefined;
}

const MB = 1_048_576;

const RULES: readonly Rule[] = [
  {
    id: 'prefix-length',
    source:
      'Firehose API, ExtendedS3DestinationConfiguration: Prefix and ErrorOutputPrefix have at most 1,024 characters',
    flaw: ({ prefixes }) => {
      const long = Object.entries(prefixes).find(([, prefix]) => prefix.length > 1_024);
      return long && `The prefix "${long[0]}" has ${long[1].length} characters; 1024 are allowed.`;
    },
  },
  {
    id: 'error-type-in-error-prefix',
    source:
      'Amazon Data Firehose, "Custom prefixes": required in an ErrorOutputPrefix with expressions, forbidden in Prefix',
    flaw: ({ prefixes: { raw, error } }) => {
      if (has(raw, 'firehose', 'error-output-type'))
        return 'The raw prefix may not contain !{firehose:error-output-type}.';
      if (expressionsOf(error).length === 0 || has(error, 'firehose', 'error-output-type')) return undefined;
      return 'The error prefix has expressions, so !{firehose:error-output-type} must be one of them.';
    },
  },
  {
    id: 'partition-keys-place',
    source: 'Amazon Data Firehose, "Custom prefixes": partition keys may stand in Prefix only',
    flaw: ({ prefixes: { source, error } }) =>
      [source, error].some((prefix) => expressionsOf(prefix).some(([space]) => space?.startsWith('partitionKey')))
        ? 'Partition keys may be used in the raw prefix only.'
        : undefined,
  },
  {
    id: 'known-expressions',
    source: 'Amazon Data Firehose, "Custom prefixes"; the local stream knows no random strings and no query keys',
    flaw: ({ prefixes }) => {
      const found = Object.values(prefixes).flatMap(expressionsOf);
      const strange = found.find(([space, name]) => !KNOWN.some((known) => known(space ?? '', name ?? '')));
      return strange && `!{${strange.join(':')}} is no expression that the local stream evaluates.`;
    },
  },
  {
    id: 'lambda-buffer',
    source: 'Amazon Data Firehose, "Transform source data": BufferSizeInMBs 0.2 to 3',
    flaw: ({ lambdaBufferBytes: bytes }) =>
      bytes < 0.2 * MB || bytes > 3 * MB ? `lambdaBufferBytes is ${bytes}; 0.2 to 3 MiB are allowed.` : undefined,
  },
  {
    id: 'lambda-time',
    source: 'Amazon Data Firehose, "Transform source data": a call may take up to 5 minutes',
    flaw: ({ timeoutMs }) =>
      timeoutMs <= 0 || timeoutMs > 300_000 ? `timeoutMs is ${timeoutMs}; up to 300000 are allowed.` : undefined,
  },
  {
    id: 'retries',
    source: 'Firehose API, ProcessorParameter NumberOfRetries; RetryOptions count 0 to 300',
    flaw: ({ retries }) =>
      Number.isInteger(retries) && retries >= 0 && retries <= 300
        ? undefined
        : `retries is ${retries}; 0 to 300 are allowed.`,
  },
];

const KNOWN: readonly ((space: string, name: string) => boolean)[] = [
  (space) => space === 'timestamp',
  (space, name) => space === 'firehose' && name === 'error-output-type',
  (space) => space === 'partitionKeyFromLambda',
];

/** Why Firehose would refuse to create such a stream, or undefined. */
export function settingsFlaw(settings: StreamSettings): string | undefined {
  for (const { flaw, source } of RULES) {
    const found = flaw(settings);
    if (found !== undefined) return `InvalidArgumentException: ${found} (${source})`;
  }
  return undefined;
}

function expressionsOf(prefix: string): (readonly (string | undefined)[])[] {
  return [...prefix.matchAll(EXPRESSION)].map(([, space, name]) => [space, name]);
}

function has(prefix: string, space: string, name: string): boolean {
  return expressionsOf(prefix).some((one) => one[0] === space && one[1] === name);
}
