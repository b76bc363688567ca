import { describe, expect, test } from 'vitest';
import { type Client, type ClientOptions, createClient, type FetchRequest } from './index.js';

interface Sent {
  url: string;
  request: FetchRequest;
}

/** A client whose requests are written down and answered with 202. */
function recorded(options: Partial<ClientOptions>): { client: Client; sent: Sent[] } {
  const sent: Sent[] = [];
  const client = createClient({
    url: 'https://collect.example.com/',
    key: 'k/1',
    clock: { now: () => 1714521600000, after: () => () => {} },
    random: () => 0.5,
    fetch: async (url, request) => {
      sent.push({ url, request });
      return { status: 202, headers: new Headers(), text: async () => '{"results":[]}' };
    },
    ...options,
  });
  return { client, sent };
}

const page = { onHidden: () => () => {} };

describe('the request', () => {
  const cases = [
    {
      name: 'from a browser: no preflight, no cookies, survives the page',
      page,
      want: {
        url: 'https://collect.example.com/events?key=k%2F1',
        headers: { 'content-type': 'text/plain;charset=UTF-8' },
        keepalive: true,
        credentials: 'omit',
      },
    },
    {
      name: 'from a server',
      page: null,
      want: {
        url: 'https://collect.example.com/events',
        headers: { 'content-type': 'application/json', authorization: 'Bearer k/1' },
        keepalive: undefined,
        credentials: undefined,
      },
    },
  ];
  test.each(cases)('$name', async ({ page, want }) => {
    const { client, sent } = recorded({ page });
    client.send('purchase', '1.1', { productId: 44600062, amount: 35.79 });
    await client.flush();
    expect(
      sent.map(({ url, request: { headers, keepalive, credentials } }) => ({ url, headers, keepalive, credentials })),
    ).toEqual([want]);
    expect(sent[0]?.request.body).toBe(
      '{"sentAt":1714521600000,"batch":[{"eventId":"018f3173-7000-7800-a000-800000800000","event":"purchase",' +
        '"version":"1.1","timestamp":1714521600000,"productId":44600062,"amount":35.79}]}',
    );
  });
});

describe('common fields', () => {
  const cases = [
    {
      name: 'the identity is on every event',
      identity: [{ userId: 1, anonymousId: 'a', sessionId: 's', context: { app: 'shop' } }],
      props: { productId: 2 },
      want: { userId: 1, anonymousId: 'a', sessionId: 's', context: { app: 'shop' }, productId: 2 },
    },
    {
      name: 'the call wins, and undefined is not a value',
      identity: [{ userId: 1, sessionId: 's' }],
      props: { userId: 2, sessionId: undefined, timestamp: undefined },
      want: { userId: 2, sessionId: 's' },
    },
    {
      name: 'contexts are merged by key',
      identity: [{ context: { app: 'shop', locale: 'en' } }],
      props: { context: { locale: 'de' } },
      want: { context: { app: 'shop', locale: 'de' } },
    },
    {
      name: 'later identities build on earlier ones, undefined removes',
      identity: [
        { userId: 1, context: { app: 'shop' } },
        { userId: undefined, sessionId: 's', context: { locale: 'en' } },
      ],
      props: {},
      want: { sessionId: 's', context: { app: 'shop', locale: 'en' } },
    },
    {
      name: 'a context can be removed as a whole',
      identity: [{ context: { app: 'shop' } }, { context: undefined }],
      props: {},
      want: {},
    },
    {
      name: 'id and time may be given, name and version may not',
      identity: [],
      props: { eventId: 'mine', timestamp: 5, event: 'other', version: '9.9' },
      want: { eventId: 'mine', timestamp: 5 },
    },
  ];
  test.each(cases)('$name', async ({ identity, props, want }) => {
    const { client, sent } = recorded({ page: null });
    for (const change of identity) expect(client.identify(change)).toBe(client);
    const eventId = client.send('view', '1.0', props);
    await client.flush();
    const { batch } = JSON.parse(sent[0]?.request.body ?? '');
    const head = { eventId, event: 'view', version: '1.0', timestamp: 1714521600000 };
    expect(batch).toEqual([{ ...head, ...want }]);
  });
});

describe('never throws into the page', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  const hostile = [
    { name: 'a cycle', props: cycle },
    { name: 'a BigInt', props: { id: 1n } },
    {
      name: 'a getter that throws',
      props: {
        get id() {
          throw new Error('no');
        },
      },
    },
    { name: 'no properties at all', props: undefined as unknown as object },
  ];
  test.each(hostile)('$name', ({ props }) => {
    const dropped: string[] = [];
    const onDropped: ClientOptions['onDropped'] = (event, { reason }) => {
      dropped.push(`${event.event} ${reason}`);
      throw new Error('a callback of the page');
    };
    const { client } = recorded({ page: null, onDropped });
    expect(client.track('view', props)).toMatch(/^[0-9a-f-]{36}$/);
    expect(dropped).toEqual(['view unserializable']);
    expect(client.stats()).toMatchObject({ tracked: 1, queued: 0 });
  });

  test('what was tracked cannot be changed afterwards', async () => {
    const { client, sent } = recorded({ page: null });
    const props = { keyword: 'before' };
    client.track('search', props);
    props.keyword = 'after';
    await client.flush();
    expect(JSON.parse(sent[0]?.request.body ?? '').batch[0].keyword).toBe('before');
  });
});

describe('a page that goes away', () => {
  /** A page that can be hidden, and a network that never answers. */
  function hidden(options: Partial<ClientOptions>) {
    let hide = () => {};
    const requests: { events: number; bytes: number; keepalive: boolean }[] = [];
    const client = createClient({
      url: 'https://collect.example.com',
      page: {
        onHidden(run) {
          hide = run;
          return () => {
            hide = () => {};
          };
        },
      },
      fetch: (_, { body, keepalive = false }) => {
        requests.push({
          events: JSON.parse(body).batch.length,
          bytes: new TextEncoder().encode(body).length,
          keepalive,
        });
        return new Promise(() => {});
      },
      clock: { now: () => 1714521600000, after: () => () => {} },
      ...options,
    });
    return { client, requests, hide: () => hide() };
  }

  test('sends what waits at once, with keepalive', () => {
    const { client, requests, hide } = hidden({});
    client.track('view', {});
    expect(requests).toEqual([]);
    hide();
    expect(requests.map(({ events, keepalive }) => ({ events, keepalive }))).toEqual([{ events: 1, keepalive: true }]);
  });

  test('splits to the 64 KiB that browsers allow, bytes of UTF-8 counted; the rest stays', () => {
    const { client, requests, hide } = hidden({ batchBytes: 20_000, batchDelayMs: 1 });
    for (let n = 0; n < 80; n++) client.track('view', { eventId: `${n}`, text: 'é'.repeat(500) });
    hide();
    expect(requests.every(({ bytes, keepalive }) => keepalive && bytes <= 20_000)).toBe(true);
    const total = requests.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).toBeLessThanOrEqual(65_536);
    expect(total).toBeGreaterThan(65_536 - 2_200);
    expect(client.stats()).toMatchObject({
      tracked: 80,
      inFlight: requests.reduce((sum, { events }) => sum + events, 0),
    });
  });

  test('after close() the page is let go', async () => {
    const { client, requests, hide } = hidden({});
    await client.close();
    client.track('view', {});
    hide();
    expect(requests).toEqual([]);
  });
});
