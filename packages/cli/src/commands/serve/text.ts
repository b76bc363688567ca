import path from 'node:path';
import { type CollectorConfig, isLocal, isOwnSink, type SinkConfig } from '@sluice/project/configuration';
import type { Io } from '../../io.js';
import type { ServeSettings } from './settings.js';

/** What is on and what is off, for the person or the log that sees the start. */
export function welcome(settings: ServeSettings, url: string, dataDir: string, { paint, cwd }: Io): string {
  const { config } = settings;
  const place = (name: string) => path.join(path.relative(cwd, dataDir) || '.', name);
  const rows: readonly (readonly [string, string])[] = [
    ['Sink', sinkText(config.sink)],
    ['Spool', spoolText(config, place('spool'))],
    ['Dead letters', place('dead-letters')],
    ['Write keys', keysText(settings)],
    ['CORS', corsText(config.cors)],
    ['Log', settings.logLevel],
  ];
  const lines = rows.map(([name, text]) => `  ${name.padEnd(13)} ${text}`);
  return [`${paint.green('✓')} The collector listens on ${paint.bold(url)}`, ...lines].join('\n');
}

const SINKS: { [Kind in SinkConfig['kind']]: (config: Extract<SinkConfig, { kind: Kind }>) => string } = {
  firehose: ({ stream, pack }) => `Firehose ${stream}${pack ? ', packed' : ''}`,
  kinesis: ({ stream }) => `Kinesis ${stream}`,
  sqs: ({ queueUrl }) => `SQS ${queueUrl}`,
  local: () => 'the local stream: not for production',
};

function sinkText(config: CollectorConfig['sink']): string {
  if (isOwnSink(config)) return 'of your own, from sluice.config.ts';
  return (SINKS[config.kind] as (config: SinkConfig) => string)(config);
}

function spoolText({ sink, spool }: CollectorConfig, folder: string): string {
  if (isLocal(sink)) return 'none: the local stream is on this disk';
  if (spool === false) return 'off: while the sink fails, senders get 503';
  return `${folder}, at most ${Math.round((spool?.maxBytes ?? 1_073_741_824) / 1_048_576)} MiB`;
}

function keysText({ keys }: ServeSettings): string {
  if (keys.length === 0) return 'off: everybody may send every event';
  return `${keys.length} (${[...new Set(keys.map(({ source }) => source))].join(', ')})`;
}

function corsText(cors: CollectorConfig['cors']): string {
  if (cors === false) return 'off: no page of another origin can read answers';
  return cors === undefined || cors === '*' ? 'every origin' : cors.join(', ') || 'no origin';
}
