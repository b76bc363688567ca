import { Type } from '@sluice/contract/schema';
import { ownSink } from './own-objects.js';
import { bytes, formed, list, milliseconds, oneOf, text, whole } from './parts.js';

const optional = Type.Optional;
const object = <P extends Parameters<typeof Type.Object>[0]>(
  properties: P,
  options: { [keyword: string]: unknown } = {},
) => Type.Object(properties, { additionalProperties: false, ...options });

const service = {
  region: optional(text()),
  endpoint: optional(formed('url')),
  lingerMs: optional(whole(0, 60_000)),
  concurrency: optional(whole(1, 1_000)),
};
const partitionBy = optional(oneOf('eventId', 'userId'));

const sink = Type.Union([
  object({ kind: Type.Literal('firehose'), stream: text(), pack: optional(Type.Boolean()), ...service }),
  object({
    kind: Type.Literal('kinesis'),
    stream: text(),
    partitionBy,
    http1: optional(Type.Boolean()),
    ...service,
  }),
  object({ kind: Type.Literal('sqs'), queueUrl: formed('url'), partitionBy, ...service }),
  object({ kind: Type.Literal('local') }),
  ownSink,
]);

const rate = object({
  perSecond: Type.Number({ exclusiveMinimum: 0, wanted: 'a number above 0' }),
  burst: optional(Type.Number({ minimum: 1, wanted: 'a number from 1' })),
});

const key = object(
  {
    source: Type.String({ pattern: '^[\\w.-]{1,60}$', wanted: 'a name of letters, digits, _ . -' }),
    sha256: optional(
      Type.String({
        pattern: '^[0-9a-fA-F]{64}$',
        wanted: 'the SHA-256 of the key in 64 hexadecimal digits (printf %s "$KEY" | sha256sum)',
      }),
    ),
    env: optional(text()),
    events: optional(list(text())),
    origins: optional(list(formed('origin'))),
    eventRate: optional(rate),
    requestRate: optional(rate),
  },
  {
    exactlyOne: ['sha256', 'env'],
    otherwise: 'needs either sha256, or env with the name of the variable that holds the key',
    secret: true,
  },
);

const limits = object({
  bodyLimit: optional(whole(1_024, 100_000_000)),
  eventLimit: optional(whole(1_024, 1_000_000)),
  maxEvents: optional(whole(1, 1_000_000)),
  duplicateWindow: optional(whole(0, 10_000_000)),
  headersTimeout: optional(milliseconds()),
  requestTimeout: optional(milliseconds()),
  keepAliveTimeout: optional(milliseconds()),
  maxConnections: optional(whole(1, 1_000_000)),
  maxInFlight: optional(whole(1, 1_000_000)),
  memory: optional(whole(1_000_000, Number.MAX_SAFE_INTEGER)),
  maxPerAddress: optional(whole(0, 1_000_000)),
  trustedHops: optional(whole(0, 16)),
  readyTimeout: optional(milliseconds()),
});

/** What `collector` in `sluice.config.ts` may be. */
export const collectorSchema = object({
  port: optional(whole(0, 65_535)),
  host: optional(text()),
  sink,
  spool: optional(
    Type.Union([Type.Literal(false), object({ maxBytes: optional(bytes()), patienceMs: optional(milliseconds()) })]),
  ),
  deadLetters: optional(object({ maxBytes: optional(bytes()) })),
  keys: optional(list(key)),
  cors: optional(Type.Union([Type.Literal('*'), Type.Literal(false), list(formed('origin'))])),
  limits: optional(limits),
  logLevel: optional(oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent')),
  shutdownMs: optional(milliseconds()),
});
