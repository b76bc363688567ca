import type { WriteKey } from '@sluice/ingest';
import type { Options } from '../commands.js';
import { UsageError } from '../exit.js';
import type { ConfigProblem } from './serve-checks.js';
import type { CollectorConfig, KeyConfig } from './serve-config.js';
import { collectorShape } from './serve-shape.js';

/** Everything that `sluice serve` runs on, with defaults, options and environment filled in. */
export interface ServeSettings {
  readonly port: number;
  readonly host: string;
  readonly config: CollectorConfig;
  readonly keys: readonly WriteKey[];
  readonly logLevel: string;
  readonly shutdownMs: number;
}

type Environment = { readonly [name: string]: string | undefined };

/** Checks and completes the configuration; throws a UsageError that lists everything wrong with it. Secrets are not shown. */
export function serveSettings(given: unknown, options: Options, env: Environment): ServeSettings {
  if (given === undefined) throw new UsageError(MISSING);
  const problems: ConfigProblem[] = [];
  const merged = { ...(given as object), ...overrides(options, env) };
  collectorShape(typeof given === 'object' && given !== null ? merged : given, '', problems);
  if (problems.length > 0) throw new UsageError(listed(problems));
  const config = merged as unknown as CollectorConfig;
  const { keys = [] } = config;
  const resolved = keys.map((key, index) => resolvedKey(key, index, env, problems));
  if (problems.length > 0) throw new UsageError(listed(problems));
  return {
    port: config.port ?? 8080,
    host: config.host ?? '0.0.0.0',
    config,
    keys: resolved,
    logLevel: config.logLevel ?? 'info',
    shutdownMs: config.shutdownMs ?? 25_000,
  };
}

const MISSING = `sluice.config.ts has no collector. Say at least where events go:
  collector: { sink: { kind: 'firehose', stream: 'events' } }
  (to try it out: sink: { kind: 'local' })`;

/** Option and environment win over the file, the option over the environment. */
function overrides(options: Options, env: Environment): { readonly [key: string]: unknown } {
  const port = options.port ?? env.SLUICE_PORT;
  const host = options.host ?? env.SLUICE_HOST;
  const logLevel = env.SLUICE_LOG_LEVEL;
  return {
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(host === undefined ? {} : { host }),
    ...(logLevel === undefined ? {} : { logLevel }),
  };
}

/** Shorter keys could be guessed; an empty variable would let nobody in, or everybody. */
const SHORTEST = 16;

function resolvedKey(key: KeyConfig, index: number, env: Environment, problems: ConfigProblem[]): WriteKey {
  const { sha256, env: name, ...settings } = key;
  if (sha256 !== undefined) return { ...settings, sha256 };
  const secret = env[name ?? ''] ?? '';
  if (secret.length < SHORTEST) {
    const found = secret === '' ? 'not set' : `shorter than ${SHORTEST} characters`;
    problems.push({ path: `keys[${index}].env`, message: `names the environment variable ${name}, which is ${found}` });
  }
  return { ...settings, secret };
}

function listed(problems: readonly ConfigProblem[]): string {
  const lines = problems.map(({ path, message }) => `  collector${path === '' ? '' : `.${path}`} ${message}`);
  return `sluice.config.ts:\n${lines.join('\n')}`;
}
