import type { WriteKey } from '@sluice/ingest';
import { listed, UsageError } from '@sluice/project';
import type { CollectorConfig, ConfigProblem, KeyConfig, Shape } from '@sluice/project/configuration';
import { configShape, shapeProblems } from '@sluice/project/configuration';
import type { Options } from './options.js';

/** Everything that `sluice serve` runs on, with defaults, options and environment filled in. */
export interface ServeSettings {
  readonly port: number;
  readonly host: string;
  readonly config: CollectorConfig;
  readonly keys: readonly WriteKey[];
  readonly logLevel: string;
  readonly shutdownMs: number;
}

const collectorShape = configShape.properties?.collector as Shape;

type Environment = { readonly [name: string]: string | undefined };

/** Checks and completes the configuration; throws a UsageError that lists everything wrong with it. Secrets are not shown. */
export function serveSettings(given: unknown, options: Options, env: Environment): ServeSettings {
  if (given === undefined) throw new UsageError(MISSING);
  const problems: ConfigProblem[] = [];
  const merged = { ...(given as object), ...overrides(options, env) };
  problems.push(
    ...shapeProblems(typeof given === 'object' && given !== null ? merged : given, collectorShape, 'collector'),
  );
  if (problems.length > 0) throw new UsageError(listed(problems, { file: 'sluice.config.ts', text: '' }));
  const config = merged as unknown as CollectorConfig;
  const { keys = [] } = config;
  const resolved = keys.map((key, index) => resolvedKey(key, index, env, problems));
  if (problems.length > 0) throw new UsageError(listed(problems, { file: 'sluice.config.ts', text: '' }));
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
  const port = options.port ?? numberIn(env.SLUICE_PORT);
  const host = options.host ?? env.SLUICE_HOST;
  const logLevel = env.SLUICE_LOG_LEVEL;
  return {
    ...(port === undefined ? {} : { port }),
    ...(host === undefined ? {} : { host }),
    ...(logLevel === undefined ? {} : { logLevel }),
  };
}

function numberIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** Shorter keys could be guessed; an empty variable would let nobody in, or everybody. */
const SHORTEST = 16;

function resolvedKey(key: KeyConfig, index: number, env: Environment, problems: ConfigProblem[]): WriteKey {
  const { sha256, env: name, ...settings } = key;
  if (sha256 !== undefined) return { ...settings, sha256 };
  const secret = env[name ?? ''] ?? '';
  if (secret.length < SHORTEST) {
    const found = secret === '' ? 'not set' : `shorter than ${SHORTEST} characters`;
    problems.push({
      path: `collector.keys[${index}].env`,
      message: `names the environment variable ${name}, which is ${found}`,
    });
  }
  return { ...settings, secret };
}
