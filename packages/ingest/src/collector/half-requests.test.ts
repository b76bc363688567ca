import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { login, testCollector } from '../testing/collector.js';
import { framed, rawRequest } from '../testing/raw-http.js';
import { clientOf, networkOf } from './addresses.js';
import type { Collector } from './collector.js';
import type { CollectorOptions } from './options.js';

let open: Collector | undefined;
let clients: Socket[] = [];

afterEach(async () => {
  for (const client of clients) client.destroy();
  clients = [];
  await open?.close(0);
});

async function serve(options: Partial<CollectorOptions> = {}) {
  const test = testCollector(options);
  open = test.collector;
  return { ...test, url: await test.collector.listen(0) };
}

/** A client that keeps its side open whatever the server does, and reads nothing unless it is told to. */
async function client(url: string, ...given: readonly (string | Uint8Array)[]): Promise<Socket> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
  clients.push(socket);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  for (const part of given) socket.write(part);
  return socket;
}

function connections({ app }: Collector): Promise<number> {
  return new Promise((resolve, reject) => {
    app.server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}

async function noneLeft(collector: Collector, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while ((await connections(collector)) > 0) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

const HEAD = 'POST /events HTTP/1.1\r\nhost: test\r\n';
const LONG = framed('/events', `[${Array.from({ length: 3_000 }, (_, i) => login(i)).join(',')}]`);
const GET = 'GET /metrics HTTP/1.1\r\nhost: test\r\n\r\n';

/** What clients leave unfinished. */
const half: readonly { name: string; given: readonly (string | Uint8Array)[] }[] = [
  { name: 'nothing at all', given: [] },
  { name: 'half a line', given: ['POST /ev'] },
  { name: 'half of the headers', given: [`${HEAD}x: y`] },
  { name: 'a body that does not come', given: [`${HEAD}content-length: 10\r\n\r\n`] },
  { name: 'half of a body', given: [`${HEAD}content-length: 10\r\n\r\n{`] },
  { name: 'half of a compressed body', given: [`${HEAD}content-encoding: gzip\r\ncontent-length: 9\r\n\r\n\x1f`] },
  { name: 'chunks without an end', given: [`${HEAD}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`] },
  {
    name: 'half behind a whole one',
    given: [framed('/events', login(1)).toString().replace('close', 'keep-alive'), HEAD],
  },
  { name: 'an expectation without a body', given: [`${HEAD}expect: 100-continue\r\ncontent-length: 10\r\n\r\n`] },
  { name: 'no HTTP', given: ['\x16\x03\x01\x02\x00'] },
];

describe('clients that leave off in the middle and keep the connection', () => {
  it.each(half)('$name: the connection is gone after the time-out', async ({ given }) => {
    const { url, collector } = await serve({ headersTimeout: 60, requestTimeout: 60, keepAliveTimeout: 60 });
    await client(url, ...given);
    expect(await noneLeft(collector, 3_000)).toBe(true);
  });

  it('do not keep others out, however many they are', async () => {
    const { url, collector } = await serve({ maxInFlight: 2 });
    await Promise.all(Array.from({ length: 30 }, () => client(url, `${HEAD}content-length: 10\r\n\r\n{`)));
    expect((await rawRequest(url, framed('/events', login(1)))).status).toBe(202);
    expect(await connections(collector)).toBeGreaterThanOrEqual(30);
  });

  it.each([
    { name: 'answers that nobody reads', request: LONG.toString().replace('close', 'keep-alive') },
    { name: 'metrics that nobody reads', request: GET },
  ])(
    '$name: the connection is cut',
    async ({ request }) => {
      const { url, collector } = await serve({ requestTimeout: 300 });
      const socket = await client(url);
      socket.pause();
      for (let i = 0; i < 60; i++) socket.write(request.repeat(request === GET ? 50 : 1));
      expect(await noneLeft(collector, 8_000)).toBe(true);
    },
    20_000,
  );

  it('is answered where it has said that it will send no more', async () => {
    const { url } = await serve();
    const socket = await client(url);
    socket.end(framed('/events', login(1)));
    const text = await new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(String(chunk))));
    expect(text).toMatch(/^HTTP\/1\.1 202/);
  });

  it('many requests in one go are all answered, in order', async () => {
    const { url, stored } = await serve();
    const one = framed('/events', login(1)).toString().replace('close', 'keep-alive');
    const answer = await rawRequest(url, one.repeat(40), framed('/events', login(2)));
    expect(`${answer.head}${answer.body}`.match(/HTTP\/1\.1 202/g)).toHaveLength(41);
    expect(stored).toHaveLength(2);
  });
});

describe('memory', () => {
  it('that is held by half of bodies is given back, and what finds none gets 503', async () => {
    const { url, collector } = await serve({ bodyLimit: 20_000, maxEvents: 1, memory: 1, requestTimeout: 300 });
    // One request of the largest size is always allowed: 20,000 bytes, and what is made of them.
    const part = `${HEAD}content-length: 19999\r\n\r\n${'x'.repeat(19_000)}`;
    for (let i = 0; i < 6; i++) await client(url, part);
    const large = framed('/events', login(1, { note: 'n'.repeat(6_000) }));
    const refused = await rawRequest(url, large);
    expect([refused.status, /retry-after: 2/i.test(refused.head)]).toEqual([503, true]);
    expect(await noneLeft(collector, 3_000)).toBe(true);
    expect((await rawRequest(url, large)).status).toBe(202);
  });
});

describe('being stopped', () => {
  it.each(half)('ends within two seconds: $name', async ({ given }) => {
    const { url, collector } = await serve();
    await client(url, ...given);
    const begun = performance.now();
    await collector.close(60_000);
    expect(performance.now() - begun).toBeLessThan(2_500);
  });

  it('ends within two seconds where answers are not read', async () => {
    const { url, collector } = await serve();
    const socket = await client(url);
    socket.pause();
    for (let i = 0; i < 40; i++) socket.write(LONG.toString().replace('close', 'keep-alive'));
    while (collector.counters.values().received < 3_000) await new Promise((resolve) => setTimeout(resolve, 20));
    await collector.close(3_000);
    expect(await connections(collector)).toBe(0);
  }, 20_000);
});

describe('a bound for each address', () => {
  it('closes connections beyond it, and forgets those that are closed', async () => {
    const { url } = await serve({ maxPerAddress: 2 });
    const [first] = [await client(url, HEAD), await client(url, HEAD)];
    expect((await rawRequest(url, framed('/events', login(1)))).status).toBe(0);
    first.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await rawRequest(url, framed('/events', login(1)))).status).toBe(202);
    expect((await rawRequest(url, framed('/events', login(2)))).status).toBe(202);
  });

  it('refuses requests beyond it behind trusted proxies', async () => {
    const { url } = await serve({ maxPerAddress: 1, trustedHops: 1 });
    const from = (address: string) => `x-forwarded-for: 9.9.9.9, ${address}`;
    await client(url, `${HEAD}${from('1.1.1.1')}\r\ncontent-length: 10\r\n\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const again = await rawRequest(url, framed('/events', login(1), [from('1.1.1.1')]));
    expect([again.status, JSON.parse(again.body).error.code]).toEqual([429, 'too-many-requests']);
    expect((await rawRequest(url, framed('/events', login(1), [from('2.2.2.2')]))).status).toBe(202);
    expect((await rawRequest(url, framed('/events', login(2), [from('2.2.2.2')]))).status).toBe(202);
  });

  it.each([
    ['1.2.3.4', '1.2.3.4'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['1.2.3.4:567', '1.2.3.4'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:1:2::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
    ['x'.repeat(1_000), 'x'.repeat(64)],
  ])('%s counts as %s', (given, want) => {
    expect(networkOf(given)).toBe(want);
  });

  it.each([
    [1, '1.1.1.1, 2.2.2.2', '2.2.2.2'],
    [2, '1.1.1.1, 2.2.2.2', '1.1.1.1'],
    [2, '3.3.3.3,1.1.1.1, 2.2.2.2', '1.1.1.1'],
    [3, '1.1.1.1', '1.1.1.1'],
    [1, undefined, 'peer'],
    [1, ' , ', 'peer'],
  ])('behind %d proxies "%s" is a request of %s', (hops, header, want) => {
    const headers = header === undefined ? {} : { 'x-forwarded-for': header };
    expect(clientOf({ headers, raw: { socket: { remoteAddress: 'peer' } } } as never, hops)).toBe(want);
  });
});
