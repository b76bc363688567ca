import { randomUUID } from 'node:crypto';
import {
  type Collector,
  createCollector,
  type LocalStream,
  openDeadLetters,
  openLocalStream,
  type RuntimeContract,
  type StreamNotice,
} from '@sluice/ingest';
import { createTransform } from '@sluice/ingest/transform';

/** The whole line on one machine: collector, stream with the transform, dead letters. */
export interface Pipeline {
  readonly url: string;
  readonly collector: Collector;
  readonly stream: LocalStream;
  /** Stops accepting, delivers what is acknowledged, closes everything. */
  close(): Promise<void>;
}

/** What a pipeline runs on. */
export interface PipelineOptions {
  readonly contract: RuntimeContract;
  readonly dataDir: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Told what an operator should know. */
  readonly report: (notice: StreamNotice) => void;
}

/** The stream that `sluice dev` and `sluice replay` write to. */
export function openStream({ contract, dataDir, report }: Omit<PipelineOptions, 'port'>): Promise<LocalStream> {
  return openLocalStream({ dataDir, handler: createTransform(contract), now: Date.now, randomId: randomUUID, report });
}

/** Starts the pipeline and listens on this machine only. */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { contract, dataDir, port } = options;
  const stream = await openStream(options);
  const deadLetters = openDeadLetters({ dataDir, fileName: `${Date.now()}-${process.pid}` });
  const collector = createCollector({ contract, sink: stream, deadLetters, now: Date.now, randomId: randomUUID });
  try {
    const url = await collector.listen(port);
    return { url, collector, stream, close: () => closeAll(collector, stream, deadLetters) };
  } catch (error) {
    await closeAll(collector, stream, deadLetters);
    throw error;
  }
}

async function closeAll(...parts: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const part of parts) await part.close();
}
