import type { CounterValues } from './counters.js';
import type { Backlog, Usage } from './options.js';

/** What metrics are made of. */
export interface MetricSources {
  /** Name of the contract in `sluice_contract_info`. */
  readonly digest: string;
  values(): CounterValues;
  /** What the sink holds back, where it says so. */
  readonly backlog?: Backlog['backlog'];
  /** How full the dead letters are, where they say so. */
  readonly usage?: Usage['usage'];
  /** Requests in work. */
  inFlight(): number;
  /** Ids in the duplicate window. */
  recentIds(): number;
  /** Adds metrics of the process. */
  readonly process: boolean;
}

/** A value with its labels. */
type Sample = readonly [labels: { readonly [name: string]: string }, value: number];

/** A metric, and where its values come from. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  samples(sources: MetricSources): readonly Sample[] | Promise<readonly Sample[]>;
}

/** Everything that is counted. Label values are names from the contract, sources from the configuration and codes: senders cannot add series. */
export const COUNTERS: readonly Family[] = [
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
    help: 'Dead letters written for events that were rejected.',
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

/** What is there now, in every collector. */
export const GAUGES: readonly Family[] = [
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
export const SPOOL_GAUGES: readonly Family[] = [
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
  {
    name: 'sluice_spool_oldest_age_seconds',
    help: 'How long the oldest record on the disk has waited for the stream; 0 where none waits.',
    labels: [],
    samples: ({ backlog }) => [[{}, (backlog?.().oldestAgeMs ?? 0) / 1000]],
  },
];

/** Only where the sink says what it holds back. */
export const SPOOL_COUNTERS: readonly Family[] = [
  {
    name: 'sluice_sink_refused_total',
    help: 'Accepted events that the stream refused for good afterwards; they are dead letters with the reason sink-refused.',
    labels: [],
    samples: ({ backlog }) => [[{}, backlog?.().refused ?? 0]],
  },
  {
    name: 'sluice_spool_recovered_total',
    help: 'Records that a process left in the spool when it ended, taken over by this one; they are part of sluice_spool_records until they are sent.',
    labels: [],
    samples: ({ backlog }) => [[{}, backlog?.().recovered ?? 0]],
  },
];

/** Only where the dead letters say how full they are. */
export const DEAD_LETTER_GAUGES: readonly Family[] = [
  {
    name: 'sluice_dead_letter_bytes',
    help: 'Bytes on the disk that dead letters take.',
    labels: [],
    samples: async ({ usage }) => [[{}, (await usage?.())?.bytes ?? 0]],
  },
  {
    name: 'sluice_dead_letter_bytes_limit',
    help: 'Bytes that dead letters may take; beyond, events that are not valid get 503.',
    labels: [],
    samples: async ({ usage }) => [[{}, (await usage?.())?.maxBytes ?? 0]],
  },
];
