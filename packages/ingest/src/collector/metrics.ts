import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CounterValues } from './counters.js';
import type { Backlog } from './options.js';

/** What metrics are made of. */
export interface MetricSources {
  /** Name of the contract in `sluice_contract_info`. */
  readonly digest: string;
  values(): CounterValues;
  /** What the sink holds back, where it says so. */
  readonly backlog?: Backlog['backlog'];
  /** Requests in work. */
  inFlight(): number;
  /** Ids in the duplicate window. */
  recentIds(): number;
  /** Adds metrics of the process. */
  readonly process: boolean;
}

/** The collector's metrics. */
export interface Metrics {
  /** Counts one answered request. */
  request(status: number, seconds: number): void;
  /** The text that Prometheus reads. */
  text(): Promise<string>;
  readonly contentType: string;
}

type Sample = readonly [labels: { readonly [name: string]: string }, value: number];

interface Family {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  samples(sources: MetricSources): readonly Sample[];
}

/** Label values are names from the contract, sources from the configuration and codes: senders cannot add series. */
const COUNTERS: readonly Family[] = [
  {
    name: 'sluice_events_received_total',
    help: 'Events that got a verdict: accepted, rejected or not acknowledged.',
    labels: [],
    samples: ({ values }) => [[{}, values().received]],
  },
  {
    name: 'sluice_events_total',
    help: 'Events by name and fate.',
    labels: ['event', 'fate'],
    samples: ({ values }) =>
      Object.entries(values().byEvent).flatMap(([event, fates]) =>
        Object.entries(fates).map(([fate, count]): Sample => [{ event, fate }, count]),
      ),
  },
  {
    name: 'sluice_verdicts_total',
    help: 'Events by name, verdict and the code of the first error.',
    labels: ['event', 'status', 'code'],
    samples: ({ values }) =>
      values().verdicts.map(({ event, status, code, count }): Sample => [{ event, status, code }, count]),
  },
  {
    name: 'sluice_source_events_total',
    help: 'Events by source of the write key and fate.',
    labels: ['source', 'fate'],
    samples: ({ values }) =>
      Object.entries(values().bySource).flatMap(([source, fates]) =>
        Object.entries(fates).map(([fate, count]): Sample => [{ source, fate }, count]),
      ),
  },
  {
    name: 'sluice_events_accepted_total',
    help: 'Events acknowledged by the sink, duplicates included.',
    labels: [],
    samples: ({ values }) => [[{}, values().accepted]],
  },
  {
    name: 'sluice_events_rejected_total',
    help: 'Events rejected and kept as dead letters, by the code of the first error.',
    labels: ['code'],
    samples: ({ values }) => Object.entries(values().rejectedByCode).map(([code, count]): Sample => [{ code }, count]),
  },
  {
    name: 'sluice_dead_letters_total',
    help: 'Dead letters written.',
    labels: [],
    samples: ({ values }) => [[{}, values().rejected]],
  },
  {
    name: 'sluice_events_retried_total',
    help: 'Events that were not acknowledged and must be sent again.',
    labels: [],
    samples: ({ values }) => [[{}, values().retried]],
  },
  {
    name: 'sluice_events_duplicate_total',
    help: 'Accepted events that were stored before, in the same batch or lately.',
    labels: [],
    samples: ({ values }) => [[{}, values().duplicates]],
  },
  {
    name: 'sluice_events_renamed_total',
    help: 'Accepted events that used an old field name.',
    labels: [],
    samples: ({ values }) => [[{}, values().renamed]],
  },
  {
    name: 'sluice_request_bytes_total',
    help: 'Body bytes of the requests that were read, decompressed.',
    labels: [],
    samples: ({ values }) => [[{}, values().bytes]],
  },
];

const GAUGES: readonly Family[] = [
  {
    name: 'sluice_requests_in_flight',
    help: 'Requests in work.',
    labels: [],
    samples: ({ inFlight }) => [[{}, inFlight()]],
  },
  {
    name: 'sluice_duplicate_window_ids',
    help: 'Acknowledged ids that are remembered.',
    labels: [],
    samples: ({ recentIds }) => [[{}, recentIds()]],
  },
  {
    name: 'sluice_contract_info',
    help: 'The contract in force, as a label; always 1.',
    labels: ['digest'],
    samples: ({ digest }) => [[{ digest }, 1]],
  },
];

/** Only where the sink says what it holds back. */
const SPOOL_GAUGES: readonly Family[] = [
  {
    name: 'sluice_spool_records',
    help: 'Acknowledged records that wait on the disk for the stream.',
    labels: [],
    samples: ({ backlog }) => [[{}, backlog?.().records ?? 0]],
  },
  {
    name: 'sluice_spool_bytes',
    help: 'Bytes on the disk that wait for the stream.',
    labels: [],
    samples: ({ backlog }) => [[{}, backlog?.().bytes ?? 0]],
  },
];

/** Seconds; a request waits for a group of syncs or for the stream's answer. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Metrics that are read from the counters when Prometheus asks, so that counting an event costs nothing here. */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (sources.process) collectDefaultMetrics({ register: registry });
  for (const { name, help, labels, samples } of COUNTERS) {
    const collect = function (this: Counter): void {
      this.reset();
      for (const [label, value] of samples(sources)) this.inc(label, value);
    };
    new Counter({ name, help, labelNames: [...labels], registers, collect });
  }
  for (const { name, help, labels, samples } of sources.backlog ? [...GAUGES, ...SPOOL_GAUGES] : GAUGES) {
    const collect = function (this: Gauge): void {
      this.reset();
      for (const [label, value] of samples(sources)) this.set(label, value);
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
