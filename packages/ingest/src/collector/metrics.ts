import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import {
  COUNTERS,
  DEAD_LETTER_GAUGES,
  type Family,
  GAUGES,
  type MetricSources,
  SPOOL_COUNTERS,
  SPOOL_GAUGES,
} from './metric-families.js';

/** The collector's metrics. */
export interface Metrics {
  /** Counts one answered request. */
  request(status: number, seconds: number): void;
  /** The text that Prometheus reads. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Seconds; a request waits for a group of syncs or for the stream's answer. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Metrics that are read from the counters when Prometheus asks, so that counting an event costs nothing here. */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (sources.process) collectDefaultMetrics({ register: registry });
  for (const { name, help, labels, samples } of countersOf(sources)) {
    const collect = async function (this: Counter): Promise<void> {
      const values = await samples(sources);
      this.reset();
      for (const [label, value] of values) this.inc(label, value);
    };
    new Counter({ name, help, labelNames: [...labels], registers, collect });
  }
  for (const { name, help, labels, samples } of gaugesOf(sources)) {
    const collect = async function (this: Gauge): Promise<void> {
      const values = await samples(sources);
      this.reset();
      for (const [label, value] of values) this.set(label, value);
    };
    new Gauge({ name, help, labelNames: [...labels], registers, collect });
  }
  const requests = new Counter({
    name: 'sluice_requests_total',
    help: 'Requests by status of the answer.',
    labelNames: ['status'],
    registers,
  });
  const duration = new Histogram({
    name: 'sluice_request_duration_seconds',
    help: 'From the first byte of a request for events to its answer.',
    buckets: BUCKETS,
    registers,
  });
  const times = duration.labels();
  const byStatus = new Map<number, ReturnType<typeof requests.labels>>();
  return {
    request: (status, seconds) => {
      const answered = byStatus.get(status) ?? requests.labels(String(status));
      byStatus.set(status, answered);
      answered.inc();
      times.observe(seconds);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function countersOf({ backlog }: MetricSources): readonly Family[] {
  return backlog ? [...COUNTERS, ...SPOOL_COUNTERS] : COUNTERS;
}

function gaugesOf({ backlog, usage }: MetricSources): readonly Family[] {
  return [...GAUGES, ...(backlog ? SPOOL_GAUGES : []), ...(usage ? DEAD_LETTER_GAUGES : [])];
}
