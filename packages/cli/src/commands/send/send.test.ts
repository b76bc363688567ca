import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Io, painter } from '../../io.js';
import { run } from './run.js';

let server: Server;
let url: string;
let answer: { status: number; body: string };
let requests: IncomingMessage[];
let said: string[];

beforeEach(async () => {
  requests = [];
  said = [];
  server = createServer((request, response) => {
    requests.push(request);
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

function send(options: { readonly [name: string]: string }): Promise<number> {
  const io = {
    cwd: '.',
    paint: painter(false),
    out: (line: string) => said.push(line),
    err: () => undefined,
  } as unknown as Io;
  return run(['login', '{}'], { url, ...options }, io);
}

const event = { index: 0, eventId: 'e1', event: 'login', version: '1.0' };
const full = { code: 'spool-full', message: 'The spool is full.', fix: 'Send it again.' };
const unkeyed = { code: 'write-key-missing', message: 'No key.', fix: 'Send one.' };
const flaw = { code: 'type', path: '/userId', message: 'Must be a number.' };

it.each([
  {
    name: 'stored',
    status: 202,
    body: { results: [{ ...event, status: 'ok' }] },
    want: [0, '✓ ok: login 1.0, eventId e1'],
  },
  {
    name: 'not stored',
    status: 503,
    body: { error: full, results: [{ ...event, status: 'retry', code: 'spool-full' }] },
    want: [1, '✗ not stored: login 1.0\n  The spool is full. (spool-full)\n  Send it again.'],
  },
  {
    name: 'not valid',
    status: 400,
    body: { error: flaw, results: [{ ...event, status: 'invalid', code: 'type', errors: [flaw] }] },
    want: [3, '✗ invalid: login 1.0; kept as a dead letter\n  /userId: Must be a number. (type)'],
  },
  {
    name: 'without a key',
    status: 401,
    body: { error: unkeyed },
    want: [3, '✗ No key. (write-key-missing)\n  Send one.\n  Give it with --key, or in SLUICE_WRITE_KEY.'],
  },
])('says what became of an event: $name', async ({ status, body, want }) => {
  answer = { status, body: JSON.stringify(body) };
  expect([await send({}), said.join('\n')]).toEqual(want);
  expect(requests[0]?.headers.authorization).toBeUndefined();
});

it('carries the write key as a header, wherever slashes stand', async () => {
  answer = { status: 202, body: JSON.stringify({ results: [{ ...event, status: 'ok' }] }) };
  expect(await send({ key: 'k-0123456789abcdef', url: `${url}//` })).toBe(0);
  expect([requests[0]?.url, requests[0]?.headers.authorization]).toEqual([
    '/events/login',
    'Bearer k-0123456789abcdef',
  ]);
});

it.each([
  { name: 'HTML', status: 502, body: '<html>Bad gateway</html>' },
  { name: 'another JSON', status: 200, body: '{"ok":true}' },
  { name: 'nothing', status: 204, body: '' },
])('says that it is no collector that answers: $name', async (given) => {
  answer = given;
  await expect(send({})).rejects.toThrow(`is no collector: status ${given.status}.`);
});
