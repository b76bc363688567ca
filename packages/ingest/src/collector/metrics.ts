import type { CounterValues } from './counters.js';

interface Metric {
  readonly name: string;
  readonly help: string;
  samples(values: CounterValues): readonly (readonly [labels: string, value: number])[];
}

const METRICS: readonly Metric[] = [
  {
    name: 'sluice_events_received_total',
    help: 'Events that got a verdict: accepted, rejected or not acknowledged.',
    samples: (values) => [['', values.received]],
  },
  {
    name: 'sluice_events_total',
    help: 'Events by name and fate.',
    samples: ({ byEvent }) =>
      Object.entries(byEvent).flatMap(([event, fates]) =>
        Object.entries(fates).map(([fate, n]) => [labels({ event, fate }), n] as const),
      ),
  },
  {
    name: 'sluice_events_accepted_total',
    help: 'Events acknowledged by the sink, duplicates within a batch included.',
    samples: (values) => [['', values.accepted]],
  },
  {
    name: 'sluice_events_rejected_total',
    help: 'Events rejected and kept as dead letters, by the code of the first error.',
    samples: ({ rejectedByCode }) => Object.entries(rejectedByCode).map(([code, n]) => [labels({ code }), n] as const),
  },
  {
    name: 'sluice_events_retried_total',
    help: 'Events that were not acknowledged and must be sent again.',
    samples: (values) => [['', values.retried]],
  },
  {
    name: 'sluice_events_duplicate_total',
    help: 'Accepted events that stood earlier in the same batch.',
    samples: (values) => [['', values.duplicates]],
  },
  {
    name: 'sluice_events_renamed_total',
    help: 'Accepted events that used an old field name.',
    samples: (values) => [['', values.renamed]],
  },
  {
    name: 'sluice_request_bytes_total',
    help: 'Body bytes of the requests that were read.',
    samples: (values) => [['', values.bytes]],
  },
];

/** The counters in the text format of Prometheus, version 0.0.4. */
export function prometheusText(values: CounterValues): string {
  return METRICS.map(({ name, help, samples }) => {
    const lines = samples(values).map(([label, value]) => `${name}${label} ${value}\n`);
    return `# HELP ${name} ${help}\n# TYPE ${name} counter\n${lines.join('')}`;
  }).join('');
}

function labels(values: { readonly [name: string]: string }): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
