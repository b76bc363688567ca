import { afterEach, describe, expect, test } from 'vitest';
import { quickClock } from '../test/clock.js';
import { type Answer, freePort, startCollector, type TestCollector } from '../test/collector.js';
import { type ClientOptions, createClient, type Stats } from './index.js';

const ok: Answer = { kind: 'ok' };
const none: Stats['dropped'] = { 'queue-full': 0, refused: 0, 'too-large': 0, unserializable: 0, closed: 0 };
const collectors: TestCollector[] = [];

async function collect(script: readonly Answer[], port?: number): Promise<TestCollector> {
  const collector = await startCollector(script, port);
  collectors.push(collector);
  return collector;
}

afterEach(async () => {
  for (const collector of collectors.splice(0)) await collector.close();
});

interface Fault {
  name: string;
  script: readonly Answer[];
  events: number;
  options?: Partial<ClientOptions>;
  want: {
    /** Number of events in each request. */
    batches: number[];
    stats: Partial<Stats>;
    /** How often each event was stored. */
    stored: number[];
    told?: string[];
    /** Pauses between attempts, where they are part of the promise. */
    pauses?: number[];
  };
}

const faults: Fault[] = [
  { name: 'no fault', script: [ok], events: 3, want: { batches: [3], stats: { accepted: 3 }, stored: [1, 1, 1] } },
  {
    name: 'batches by count',
    script: [ok],
    events: 5,
    options: { batchEvents: 2 },
    want: { batches: [2, 2, 1], stats: { accepted: 5 }, stored: [1, 1, 1, 1, 1] },
  },
  {
    name: 'batches by bytes',
    script: [ok],
    events: 3,
    options: { batchBytes: 400 },
    want: { batches: [2, 1], stats: { accepted: 3 }, stored: [1, 1, 1] },
  },
  {
    name: '503 twice, then up: twice the pause',
    script: [{ kind: 'status', status: 503 }, { kind: 'status', status: 503 }, ok],
    events: 2,
    options: { random: () => 0.5 },
    want: { batches: [2, 2, 2], stats: { accepted: 2 }, stored: [1, 1], pauses: [250, 500] },
  },
  {
    name: '429 with Retry-After',
    script: [{ kind: 'status', status: 429, headers: { 'retry-after': '2' } }, ok],
    events: 2,
    want: { batches: [2, 2], stats: { accepted: 2 }, stored: [1, 1], pauses: [2000] },
  },
  ...[408, 425, 500, 502, 504].map((status) => ({
    name: `${status} passes`,
    script: [{ kind: 'status', status }, ok] as Answer[],
    events: 1,
    want: { batches: [1, 1], stats: { accepted: 1 }, stored: [1] },
  })),
  {
    name: '207: only what is to be retried is sent again',
    script: [{ kind: 'mixed', statuses: ['ok', 'invalid', 'retry', 'duplicate', 'renamed'] }, ok],
    events: 5,
    want: { batches: [5, 1], stats: { accepted: 4, invalid: 1 }, stored: [1, 1], told: ['invalid #1 invalid'] },
  },
  {
    name: '207 with a pause',
    script: [{ kind: 'mixed', statuses: ['ok', 'retry'], headers: { 'retry-after': '1' } }, ok],
    events: 2,
    want: { batches: [2, 1], stats: { accepted: 2 }, stored: [1, 1], pauses: [1000] },
  },
  {
    name: 'lost answers: sent again under the same id',
    script: [{ kind: 'lost' }, { kind: 'lost' }, ok],
    events: 2,
    want: { batches: [2, 2, 2], stats: { accepted: 2 }, stored: [3, 3] },
  },
  {
    name: '413 halves the batch until it fits',
    script: [{ kind: 'limit', events: 2 }],
    events: 5,
    want: { batches: [5, 3, 2, 2, 1], stats: { accepted: 5 }, stored: [1, 1, 1, 1, 1] },
  },
  {
    name: '413 for a single event gives it up',
    script: [{ kind: 'limit', events: 0 }],
    events: 2,
    want: {
      batches: [2, 1, 1],
      stats: { dropped: { ...none, 'too-large': 2 } },
      stored: [],
      told: ['dropped #0 too-large 413', 'dropped #1 too-large 413'],
    },
  },
  {
    name: 'any other 4xx gives the batch up',
    script: [{ kind: 'status', status: 401 }, ok],
    events: 3,
    options: { batchEvents: 2 },
    want: {
      batches: [2, 1],
      stats: { accepted: 1, dropped: { ...none, refused: 2 } },
      stored: [1],
      told: ['dropped #0 refused 401', 'dropped #1 refused 401'],
    },
  },
  {
    name: 'a full queue loses its oldest',
    script: [ok],
    events: 5,
    options: { maxQueue: 3 },
    want: {
      batches: [3],
      stats: { accepted: 3, dropped: { ...none, 'queue-full': 2 } },
      stored: [1, 1, 1],
      told: ['dropped #0 queue-full undefined', 'dropped #1 queue-full undefined'],
    },
  },
];

describe('delivery', () => {
  test.each(faults)('$name', async ({ script, events, options, want }) => {
    const collector = await collect(script);
    const clock = quickClock();
    const told: string[] = [];
    const client = createClient({
      url: collector.url,
      page: null,
      clock,
      random: () => 0,
      batchDelayMs: 0,
      onInvalid: (event, verdict) => told.push(`invalid #${event.n} ${verdict.status}`),
      onDropped: (event, drop) => told.push(`dropped #${event.n} ${drop.reason} ${drop.status}`),
      ...options,
    });
    const ids = Array.from({ length: events }, (_, n) =>
      client.track('purchase', { n, eventId: `id-${n}`, pad: 'x'.repeat(60) }),
    );
    const stats = await client.close({ timeoutMs: 60_000 });

    expect(ids).toEqual(Array.from({ length: events }, (_, n) => `id-${n}`));
    expect(collector.requests.map(({ batch }) => batch.length).sort(descending)).toEqual(want.batches.sort(descending));
    expect([...collector.stored.values()]).toEqual(want.stored);
    expect(told.sort()).toEqual(want.told ?? []);
    if (want.pauses) expect(clock.pauses.filter((ms) => ms > 0)).toEqual(want.pauses);
    expect(stats).toEqual({
      tracked: events,
      accepted: 0,
      invalid: 0,
      dropped: none,
      queued: 0,
      inFlight: 0,
      requests: want.batches.length,
      ...want.stats,
    });
  });

  test('a collector that is not there yet gets everything when it comes up', async () => {
    const port = await freePort();
    const attempts: number[] = [];
    const client = createClient({
      url: `http://127.0.0.1:${port}`,
      page: null,
      clock: quickClock(),
      fetch: (url, request) => {
        attempts.push(attempts.length);
        return fetch(url, request);
      },
    });
    const ids = Array.from({ length: 120 }, (_, n) => client.track('view', { n }));
    await client.flush();
    expect(client.stats()).toMatchObject({ tracked: 120, accepted: 0, queued: 120, inFlight: 0 });
    const collector = await collect([ok], port);
    const stats = await client.close({ timeoutMs: 60_000 });
    expect(stats).toMatchObject({ tracked: 120, accepted: 120, queued: 0, requests: attempts.length });
    expect([...collector.stored.keys()]).toEqual(ids);
  });

  test('close() gives up in time, and the book still adds up', async () => {
    const dropped: string[] = [];
    const client = createClient({
      url: 'http://collector.invalid',
      page: null,
      fetch: () => new Promise(() => {}),
      onDropped: (event, { reason }) => dropped.push(`${event.n} ${reason}`),
      batchEvents: 1,
    });
    client.track('view', { n: 0 });
    client.track('view', { n: 1 });
    const closing = client.close({ timeoutMs: 1 });
    client.track('view', { n: 2 });
    expect(await closing).toEqual({
      tracked: 3,
      accepted: 0,
      invalid: 0,
      dropped: { ...none, closed: 3 },
      queued: 0,
      inFlight: 0,
      requests: 1,
    });
    expect(dropped).toEqual(['2 closed', '0 closed', '1 closed']);
  });
});

function descending(a: number, b: number): number {
  return b - a;
}
