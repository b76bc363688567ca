import path from 'node:path';
import type { DeadLetters, RuntimeContract, Sink } from '@sluice/ingest';
import { openStream } from '../pipeline.js';
import type { AwsConfig, CollectorConfig, SinkConfig } from './serve-config.js';

/** What opening a sink needs. */
export interface SinkDeps {
  readonly contract: RuntimeContract;
  readonly dataDir: string;
  readonly deadLetters: DeadLetters;
  readonly now: () => number;
  readonly random: () => number;
  readonly randomId: () => string;
  /** Told what an operator should know. */
  readonly report: (notice: { readonly code: string; readonly message: string }) => void;
}

/** A sink, which may drain before it closes. */
export interface OpenSink extends Sink {
  backlog?(): { readonly records: number; readonly bytes: number };
  /** Drains for at most so many milliseconds, where it has anything to drain. */
  close(limitMs?: number): Promise<void>;
}

type Of<Kind extends SinkConfig['kind']> = Extract<SinkConfig, { kind: Kind }>;

/** The client of a service is loaded only where it is used. */
const SINKS: { [Kind in SinkConfig['kind']]: (config: Of<Kind>, deps: SinkDeps) => Promise<Sink> } = {
  firehose: async ({ stream, pack = false, ...aws }, { now, random }) => {
    const { firehoseSink } = await import('@sluice/ingest/firehose');
    return firehoseSink({ stream, pack, now, random, clientConfig: clientConfig(aws) });
  },
  kinesis: async ({ stream, partitionBy = 'eventId', ...aws }, { now, random }) => {
    const { kinesisSink } = await import('@sluice/ingest/kinesis');
    return kinesisSink({ stream, partitionBy, now, random, clientConfig: clientConfig(aws) });
  },
  sqs: async ({ queueUrl, partitionBy = 'eventId', ...aws }, { now, random }) => {
    const { sqsSink } = await import('@sluice/ingest/sqs');
    return sqsSink({ queueUrl, partitionBy, now, random, clientConfig: clientConfig(aws) });
  },
  local: (_, { contract, dataDir, report }) => openStream({ contract, dataDir, report }),
};

/** Opens the configured sink, behind a spool unless there shall be none. The local stream has its own. */
export async function openSink(config: CollectorConfig, deps: SinkDeps): Promise<OpenSink> {
  const open = SINKS[config.sink.kind] as (config: SinkConfig, deps: SinkDeps) => Promise<Sink>;
  const sink = await open(config.sink, deps);
  if (config.sink.kind === 'local' || config.spool === false) return sink;
  const { openSpool, spooled } = await import('@sluice/ingest');
  const { now, random, randomId, report, deadLetters, contract } = deps;
  const maxBytes = config.spool?.maxBytes;
  const folder = path.join(deps.dataDir, 'spool');
  const spool = await openSpool({ folder, now, randomId, report, ...(maxBytes === undefined ? {} : { maxBytes }) });
  return spooled(sink, spool, { deadLetters, contract: contract.digest, now, randomId, random, report });
}

function clientConfig({ region, endpoint }: AwsConfig): { region?: string; endpoint?: string } {
  return { ...(region === undefined ? {} : { region }), ...(endpoint === undefined ? {} : { endpoint }) };
}
