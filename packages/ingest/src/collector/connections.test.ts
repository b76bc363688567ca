import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SendOutcome } from '../sink.js';
import { login, testCollector } from '../testing/collector.js';
import { framed, rawRequest } from '../testing/raw-http.js';
import type { Collector } from './collector.js';
import type { CollectorOptions } from './options.js';

let open: Collector | undefined;

async function serve(options: Partial<CollectorOptions> = {}) {
  const test = testCollector(options);
  open = test.collector;
  return { ...test, url: await test.collector.listen(0) };
}

afterEach(() => open?.close(0));

const codeOf = ({ body }: { body: string }) => JSON.parse(body.slice(body.indexOf('{'))).error?.code;

describe('slow and broken clients', () => {
  const head = 'POST /events HTTP/1.1\r\nhost: test\r\n';
  const cases = [
    { name: 'headers that never end', given: [head], want: [408, 'request-timeout'] },
    { name: 'a body that never comes', given: [`${head}content-length: 10\r\n\r\n`], want: [408, 'request-timeout'] },
    {
      name: 'chunks that never end',
      given: [`${head}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`],
      want: [408, 'request-timeout'],
    },
    { name: 'no HTTP', given: ['\x16\x03\x01\x02\x00'], want: [400, 'bad-request'] },
    { name: 'a wrong chunk', given: [`${head}transfer-encoding: chunked\r\n\r\nzz\r\n`], want: [400, 'bad-request'] },
    {
      name: 'two lengths',
      given: [`${head}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`],
      want: [400, 'bad-request'],
    },
    {
      name: 'no host',
      given: ['POST /events HTTP/1.1\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}'],
      want: [400, 'bad-request'],
    },
    {
      name: 'an expectation that HTTP does not know',
      given: [`${head}expect: miracles\r\ncontent-length: 2\r\n\r\n{}`],
      want: [417, 'expectation-failed'],
    },
    {
      name: 'headers of 100 kB',
      given: [`${head}x: ${'x'.repeat(100_000)}\r\n\r\n`],
      want: [431, 'headers-too-large'],
    },
    {
      name: 'a length beyond the limit',
      given: [`${head}content-length: 999999999\r\n\r\n{`],
      want: [413, 'body-too-large'],
    },
  ] as const;
  it.each(cases)('$name', async ({ given, want }) => {
    const { url, collector } = await serve({ headersTimeout: 60, requestTimeout: 60 });
    const answer = await rawRequest(url, ...given);
    expect([answer.status, codeOf(answer)]).toEqual(want);
    expect((await collector.app.inject({ method: 'GET', url: '/livez' })).statusCode).toBe(200);
  });

  it('are not let in beyond the number of connections', async () => {
    const { url } = await serve({ maxConnections: 1 });
    const { port } = new URL(url);
    const first = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => first.once('connect', resolve));
    // The answer to a request shows that the server has counted the connection.
    first.write('GET /livez HTTP/1.1\r\nhost: test\r\n\r\n');
    await new Promise((resolve) => first.once('data', resolve));
    expect((await rawRequest(url, framed('/events', login(1)))).status).toBe(0);
    first.destroy();
  });
});

describe('requests in work', () => {
  it('get 503 beyond their number, and are answered when the server is stopped', async () => {
    let release: (outcomes: SendOutcome[]) => void = () => undefined;
    let arrived: () => void = () => undefined;
    const sending = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const sink = {
      send: () =>
        new Promise<SendOutcome[]>((resolve) => {
          release = resolve;
          arrived();
        }),
      ready: async () => true,
      close: async () => undefined,
    };
    const { url, collector } = await serve({ sink, maxInFlight: 1 });
    const waiting = rawRequest(url, framed('/events', login(1)));
    await sending;
    const refused = await rawRequest(url, framed('/events', login(2)));
    expect([refused.status, codeOf(refused), /retry-after: 2/i.test(refused.head)]).toEqual([503, 'overloaded', true]);
    const closed = collector.close();
    const late = await collector.app.inject({ method: 'GET', url: '/readyz' }).catch((error) => error.code);
    release([{ kind: 'acknowledged', recordId: '1' }]);
    expect((await waiting).status).toBe(202);
    await closed;
    expect(late.statusCode ?? late).not.toBe(200);
    expect((await rawRequest(url, framed('/events', login(3)))).status).toBe(0);
  });

  it('are cut when the server may wait no longer', async () => {
    let arrived: () => void = () => undefined;
    const sending = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const send = () => {
      arrived();
      return new Promise<never>(() => undefined);
    };
    const { url, collector } = await serve({ sink: { send, ready: async () => true, close: async () => undefined } });
    const waiting = rawRequest(url, framed('/events', login(1)));
    await sending;
    await collector.close(10);
    expect((await waiting).status).toBe(0);
  });
});

it('reads a body without a content type as JSON, and keeps a connection open', async () => {
  const { url, stored } = await serve();
  const request = `POST /events HTTP/1.1\r\nhost: test\r\ncontent-length: ${login(1).length}\r\n\r\n${login(1)}`;
  const answer = await rawRequest(url, request, framed('/events', login(2)));
  expect(answer.head).toMatch(/^HTTP\/1\.1 202/);
  expect(answer.body).toMatch(/HTTP\/1\.1 202/);
  expect(stored).toHaveLength(2);
});
