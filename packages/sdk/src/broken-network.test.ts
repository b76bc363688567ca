import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { quickClock } from '../test/clock.js';
import { startCollector } from '../test/collector.js';
import { createClient, type Fetch } from './index.js';

const accepted = 'HTTP/1.1 202 Accepted\r\n';

/** What a server does with a connection; none of them answers whole. */
const servers: { name: string; on: (socket: Socket) => void }[] = [
  { name: 'reads, and never answers', on: (socket) => socket.resume() },
  { name: 'does not even read', on: (socket) => socket.pause() },
  { name: 'cuts at once', on: (socket) => socket.destroy() },
  { name: 'resets when it has read', on: (socket) => socket.on('data', () => socket.resetAndDestroy()) },
  { name: 'ends when it has read', on: (socket) => socket.on('data', () => socket.end()) },
  { name: 'stops within the status line', on: (socket) => socket.on('data', () => socket.write('HTTP/1.1 20')) },
  {
    name: 'stops within the body',
    on: (socket) => socket.on('data', () => socket.write(`${accepted}content-length: 99\r\n\r\n{"resu`)),
  },
  {
    name: 'cuts within the body',
    on: (socket) => socket.on('data', () => socket.end(`${accepted}content-length: 99\r\n\r\n{"resu`)),
  },
  {
    name: 'stops within a chunk',
    on: (socket) => socket.on('data', () => socket.write(`${accepted}transfer-encoding: chunked\r\n\r\n9\r\n{"re`)),
  },
  { name: 'answers with what is no HTTP', on: (socket) => socket.on('data', () => socket.end('\0\x01\r\n\r\n')) },
];

/** Listens on a free port; keeps no connection when it is closed. */
async function listen(on: (socket: Socket) => void) {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on('error', () => undefined));
    on(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    for (const socket of open) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, close };
}

test.each(servers)('a server that $name holds nothing up: all is sent when it is well again', async ({ on }) => {
  const broken = await listen(on);
  const collector = await startCollector([{ kind: 'ok' }]);
  let isWell = false;
  const client = createClient({
    url: collector.url,
    page: null,
    clock: quickClock(),
    requestTimeoutMs: 9_000,
    fetch: (url, request) => fetch(isWell ? url : broken.url, request),
  });
  const ids = Array.from({ length: 3 }, (_, n) => client.track('view', { n }));
  await client.flush();
  expect(client.stats()).toMatchObject({ tracked: 3, accepted: 0, queued: 3, inFlight: 0 });
  isWell = true;
  expect(await client.close({ timeoutMs: 60_000 })).toMatchObject({ accepted: 3, queued: 0, inFlight: 0 });
  expect([...collector.stored.keys()]).toEqual(ids);
  await Promise.all([broken.close(), collector.close()]);
});

test('a transport that ignores its signal and never settles is given up, too', async () => {
  const signals: AbortSignal[] = [];
  const fetch: Fetch = (_, { signal, body }) => {
    signals.push(signal);
    const results = (JSON.parse(body) as { batch: object[] }).batch.map((_, index) => ({ index, status: 'ok' }));
    if (signals.length === 1) return new Promise(() => {});
    return Promise.resolve({ status: 202, headers: new Headers(), text: async () => JSON.stringify({ results }) });
  };
  const client = createClient({
    url: 'http://collector.invalid',
    page: null,
    clock: quickClock(),
    requestTimeoutMs: 9_000,
    fetch,
  });
  client.track('view', {});
  await client.flush();
  expect([signals[0]?.aborted, client.stats().queued]).toEqual([true, 1]);
  expect(await client.close({ timeoutMs: 60_000 })).toMatchObject({ accepted: 1, requests: 2 });
});
