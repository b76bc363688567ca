import {
  atLeastOne,
  type Check,
  either,
  flag,
  listOf,
  object,
  oneOf,
  positive,
  text,
  that,
  whole,
} from './serve-checks.js';

const origin = that(
  (value) => typeof value === 'string' && isOrigin(value),
  "an origin such as 'https://shop.example'",
);
const rate = object({ perSecond: positive, burst: atLeastOne }, ['perSecond']);
const bytes = whole(1_000_000, Number.MAX_SAFE_INTEGER);
const ms = whole(1, 3_600_000);
const service = { region: text, endpoint: text, lingerMs: whole(0, 60_000), concurrency: whole(1, 1_000) };
const partitionBy = oneOf('eventId', 'userId');

const SINKS: { readonly [kind: string]: Check } = {
  firehose: object({ kind: text, stream: text, pack: flag, ...service }, ['stream']),
  kinesis: object({ kind: text, stream: text, partitionBy, ...service }, ['stream']),
  sqs: object({ kind: text, queueUrl: text, partitionBy, ...service }, ['queueUrl']),
  local: object({ kind: text }),
};

const sink: Check = (value, path, problems) => {
  const { kind } = (value ?? {}) as { kind?: unknown };
  const check = typeof kind === 'string' && Object.hasOwn(SINKS, kind) ? SINKS[kind] : undefined;
  const known = Object.keys(SINKS).map((name) => `'${name}'`);
  if (check) check(value, path, problems);
  else problems.push({ path: `${path}.kind`, message: `must be one of ${known.join(', ')}` });
};

const keyFields = object(
  {
    source: that(
      (value) => typeof value === 'string' && /^[\w.-]{1,60}$/.test(value),
      'a name of letters, digits, _ . -',
    ),
    sha256: that(
      (value) => typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value),
      'the SHA-256 of the key in 64 hexadecimal digits (printf %s "$KEY" | sha256sum)',
    ),
    env: text,
    events: listOf(text),
    origins: listOf(origin),
    eventRate: rate,
    requestRate: rate,
  },
  ['source'],
);

const key: Check = (value, path, problems) => {
  keyFields(value, path, problems);
  const { sha256, env } = (value ?? {}) as { sha256?: unknown; env?: unknown };
  if ((sha256 === undefined) !== (env === undefined)) return;
  problems.push({ path, message: 'needs either sha256, or env with the name of the variable that holds the key' });
};

/** What `collector` in `sluice.config.ts` may be. */
export const collectorShape: Check = object(
  {
    port: whole(0, 65_535),
    host: text,
    sink,
    spool: either((value) => value === false, object({ maxBytes: bytes, patienceMs: ms })),
    deadLetters: object({ maxBytes: bytes }),
    keys: listOf(key),
    cors: either((value) => value === '*' || value === false, listOf(origin)),
    limits: object({
      bodyLimit: whole(1_024, 100_000_000),
      eventLimit: whole(1_024, 1_000_000),
      maxEvents: whole(1, 1_000_000),
      duplicateWindow: whole(0, 10_000_000),
      headersTimeout: ms,
      requestTimeout: ms,
      keepAliveTimeout: ms,
      maxConnections: whole(1, 1_000_000),
      maxInFlight: whole(1, 1_000_000),
      readyTimeout: ms,
    }),
    logLevel: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    shutdownMs: ms,
  },
  ['sink'],
);

function isOrigin(value: string): boolean {
  try {
    return new URL(value).origin === value;
  } catch {
    return false;
  }
}
