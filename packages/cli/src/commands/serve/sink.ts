import path from 'node:path';
import type { DeadLetters, RuntimeContract, Sink, Waiting } from '@sluice/ingest';
import {
  type CollectorConfig,
  isLocal,
  isOwnSink,
  type ServiceConfig,
  type SinkConfig,
} from '@sluice/project/configuration';
import { openStream } from '../../pipeline.js';

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
  backlog?(): Waiting;
  /** Drains for at most so many milliseconds, where it has anything to drain. */
  close(limitMs?: number): Promise<void>;
}

type Of<Kind extends SinkConfig['kind']> = Extract<SinkConfig, { kind: Kind }>;

/** The client of a service is loaded only where it is used. */
const SINKS: { [Kind in SinkConfig['kind']]: (config: Of<Kind>, deps: SinkDeps) => Promise<Sink> } = {
  firehose: async ({ stream, pack = false, ...service }, { now, random }) => {
    const { firehoseSink } = await import('@sluice/ingest/firehose');
    return firehoseSink({ stream, pack, now, random, ...serviceOptions(service) });
  },
  kinesis: async ({ stream, partitionBy = 'eventId', http1 = false, ...service }, { now, random }) => {
    const { kinesisSink } = await import('@sluice/ingest/kinesis');
    return kinesisSink({ stream, partitionBy, http1, now, random, ...serviceOptions(service) });
  },
  sqs: async ({ queueUrl, partitionBy = 'eventId', ...service }, { now, random }) => {
    const { sqsSink } = await import('@sluice/ingest/sqs');
    return sqsSink({ queueUrl, partitionBy, now, random, ...serviceOptions(service) });
  },
  local: (_, { contract, dataDir, report }) => openStream({ contract, dataDir, report }),
};

function openService(config: SinkConfig, deps: SinkDeps): Promise<Sink> {
  return (SINKS[config.kind] as (config: SinkConfig, deps: SinkDeps) => Promise<Sink>)(config, deps);
}

/** Opens the configured sink, behind a spool unless there shall be none. The local stream has its own. */
export async function openSink(config: CollectorConfig, deps: SinkDeps): Promise<OpenSink> {
  const sink = isOwnSink(config.sink) ? config.sink : await openService(config.sink, deps);
  void tellProblem(sink, deps.report);
  if (isLocal(config.sink) || config.spool === false) return sink;
  const { openSpool, spooled } = await import('@sluice/ingest');
  const { now, random, randomId, report, deadLetters, contract } = deps;
  const { maxBytes, patienceMs } = config.spool ?? {};
  const folder = path.join(deps.dataDir, 'spool');
  const spool = await openSpool({ folder, now, randomId, report, ...given({ maxBytes }) });
  const shared = { deadLetters, contract: contract.digest, now, randomId, random, report };
  return spooled(sink, spool, { ...shared, ...given({ patienceMs }) });
}

/** A misspelt stream or a missing right is said at the start, not with the first event; nothing waits for it. */
async function tellProblem(sink: Sink & { problem?(): string | undefined }, report: SinkDeps['report']): Promise<void> {
  if (sink.problem === undefined || (await sink.ready())) return;
  report({ code: 'sink-not-ready', message: `The sink is not in order: ${sink.problem()}` });
}

/** What was not given keeps the default of the sink or of the AWS SDK. */
function serviceOptions({ region, endpoint, lingerMs, concurrency }: ServiceConfig) {
  return { ...given({ lingerMs, concurrency }), clientConfig: given({ region, endpoint }) };
}

type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
