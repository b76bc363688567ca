import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { login, testCollector } from '../testing/collector.js';
import { nodeHandler } from './node-http.js';

let server: Server;
let close = async (): Promise<unknown> => undefined;

async function serve(prefix: string | undefined, withNext: boolean) {
  const { collector, stored } = testCollector({ bodyLimit: 1_000 });
  const handle = nodeHandler(collector, prefix === undefined ? {} : { prefix });
  server = createServer((request, response) =>
    withNext ? handle(request, response, () => response.end('host')) : handle(request, response),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => new Promise((resolve) => server.close(resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stored };
}

afterEach(() => close());

const cases = [
  { name: 'at the root', prefix: undefined, path: '/events/login', want: [202, 1] },
  { name: 'below a prefix', prefix: '/collect', path: '/collect/events/login?x=1', want: [202, 1] },
  { name: 'a prefix with a slash', prefix: '/collect/', path: '/collect/events', want: [202, 1] },
  { name: 'not an address of the collector', prefix: '/collect', path: '/collect/nothing', want: [404, 0] },
  { name: 'at the root, a probe', prefix: undefined, path: '/livez?x', want: [405, 0] },
  { name: 'at the root, what is of the host', prefix: undefined, path: '/eventsource', want: [200, 0] },
  { name: 'at the root, what lies deeper', prefix: undefined, path: '/events/login/more', want: [200, 0] },
  { name: 'what only begins like the prefix', prefix: '/collect', path: '/collected/events/login', want: [200, 0] },
] as const;

it.each(cases)('answers $name', async ({ prefix, path, want }) => {
  const { url, stored } = await serve(prefix, true);
  const response = await fetch(url + path, { method: 'POST', body: login(1) });
  await response.text();
  expect([response.status, stored.length]).toEqual(want);
});

it('answers what is outside the prefix itself where nobody else does', async () => {
  const { url } = await serve('/collect', false);
  const response = await fetch(`${url}/events/login`, { method: 'POST', body: login(1) });
  expect([response.status, stored(await response.text())]).toEqual([404, 'not-found']);
});

it('keeps the limits of the collector', async () => {
  const { url } = await serve(undefined, false);
  const response = await fetch(`${url}/events`, { method: 'POST', body: ' '.repeat(1_001) });
  expect([response.status, stored(await response.text())]).toEqual([413, 'body-too-large']);
});

function stored(body: string): string {
  return (JSON.parse(body) as { error: { code: string } }).error.code;
}
