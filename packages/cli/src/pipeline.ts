import { randomUUID } from 'node:crypto';
import {
  type Collector,
  createCollector,
  type LocalStream,
  openDeadLetters,
  openLocalStream,
  type RuntimeContract,
  type StreamNotice,
  serveFirehose,
} from '@sluice/ingest';
import { createTransform } from '@sluice/ingest/transform';

/** The whole line on one machine: collector, stream with the transform, dead letters. */
export interface Pipeline {
  readonly url: string;
  readonly collector: Collector;
  readonly stream: LocalStream;
  /** Where the stream answers as Firehose, if it does. */
  readonly firehoseUrl?: string;
  /** Stops accepting, delivers what is acknowledged, closes everything. */
  close(): Promise<void>;
}

/** What a pipeline runs on. */
export interface PipelineOptions {
  readonly contract: RuntimeContract;
  readonly dataDir: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Also answers as Firehose there; 0 takes a free port (default: not at all). */
  readonly firehosePort?: number;
  /** Told what an operator should know. */
  readonly report: (notice: StreamNotice) => void;
}

/** The stream that `sluice dev` and `sluice replay` write to. */
export function openStream({
  contract,
  dataDir,
  report,
}: Pick<PipelineOptions, 'contract' | 'dataDir' | 'report'>): Promise<LocalStream> {
  return openLocalStream({ dataDir, handler: createTransform(contract), now: Date.now, randomId: randomUUID, report });
}

/** Starts the pipeline and listens on this machine only. */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { contract, dataDir, port, firehosePort } = options;
  const stream = await openStream(options);
  const deadLetters = openDeadLetters({ dataDir, fileName: `${Date.now()}-${process.pid}` });
  const collector = createCollector({ contract, sink: stream, deadLetters, now: Date.now, randomId: randomUUID });
  const parts: { close(): Promise<void> }[] = [collector, stream, deadLetters];
  try {
    const firehose = firehosePort === undefined ? undefined : await serveFirehose(stream, { port: firehosePort });
    if (firehose) parts.unshift(firehose);
    const url = await collector.listen(port);
    return { url, collector, stream, ...(firehose && { firehoseUrl: firehose.url }), close: () => closeAll(...parts) };
  } catch (error) {
    await closeAll(...parts);
    throw error;
  }
}

/** One after the other, each though one before it fails; rejects with the first failure. */
async function closeAll(...[part, ...others]: readonly { close(): Promise<void> }[]): Promise<void> {
  if (part === undefined) return;
  try {
    await part.close();
  } finally {
    await closeAll(...others);
  }
}
