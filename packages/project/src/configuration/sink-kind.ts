import type { Sink } from '@sluice/ingest';
import type { CollectorConfig } from './collector-config.js';

/** Whether a sink is an object of the project's own, which takes records itself. */
export function isOwnSink(sink: CollectorConfig['sink']): sink is Sink {
  return 'send' in sink;
}

/** Whether a sink is the stream of `sluice dev`. */
export function isLocal(sink: CollectorConfig['sink']): boolean {
  return !isOwnSink(sink) && sink.kind === 'local';
}
