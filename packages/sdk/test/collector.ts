import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireEvent } from '../src/index.js';

/** How the collector answers one request. */
export type Answer =
  /** Stores every event and says so. */
  | { readonly kind: 'ok' }
  /** Stores every event, and the connection breaks before the answer. */
  | { readonly kind: 'lost' }
  /** Stores nothing and answers with this status. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** 207 with these statuses in turn; stores what is `ok`. */
  | {
      readonly kind: 'mixed';
      readonly statuses: readonly string[];
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** 413 where the batch has more events than this, else as `ok`. */
  | { readonly kind: 'limit'; readonly events: number };

/** One request as it came in. */
interface Received {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: number;
  readonly sentAt: number;
  readonly batch: readonly WireEvent[];
}

/** A collector on a local port that answers by script; after the script's end its last answer holds. */
export interface TestCollector {
  readonly url: string;
  readonly requests: readonly Received[];
  /** How often each event was stored, by `eventId`. */
  readonly stored: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Starts a collector; port 0 takes any free one. */
export async function startCollector(script: readonly Answer[], port = 0): Promise<TestCollector> {
  const requests: Received[] = [];
  const stored = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const received = await read(request);
    const answer = script[Math.min(requests.length, script.length - 1)] ?? { kind: 'ok' };
    requests.push(received);
    reply(answer, received.batch, response, (event) => stored.set(event.eventId, (stored.get(event.eventId) ?? 0) + 1));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, requests, stored, close: () => stop(server) };
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const collector = await startCollector([]);
  await collector.close();
  return Number(new URL(collector.url).port);
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { sentAt, batch } = JSON.parse(body.toString('utf8')) as { sentAt: number; batch: WireEvent[] };
  return { url: request.url ?? '', headers: request.headers, bytes: body.length, sentAt, batch };
}

function reply(
  answer: Answer,
  batch: readonly WireEvent[],
  response: ServerResponse,
  store: (event: WireEvent) => void,
): void {
  const kind = answer.kind === 'limit' && batch.length <= answer.events ? 'ok' : answer.kind;
  const statuses = answer.kind === 'mixed' ? answer.statuses : ['ok'];
  const results = batch.map(({ eventId }, index) => ({ index, eventId, status: statuses[index % statuses.length] }));
  const repliers: Record<Answer['kind'], () => void> = {
    ok: () => {
      batch.forEach(store);
      response.writeHead(202).end(JSON.stringify({ results }));
    },
    lost: () => {
      batch.forEach(store);
      response.destroy();
    },
    status: () => response.writeHead(answer.kind === 'status' ? answer.status : 500, headersOf(answer)).end('{}'),
    mixed: () => {
      batch.filter((_, index) => results[index]?.status === 'ok').forEach(store);
      response.writeHead(207, headersOf(answer)).end(JSON.stringify({ results }));
    },
    limit: () => response.writeHead(413).end('{}'),
  };
  repliers[kind]();
}

function headersOf(answer: Answer): Record<string, string> {
  return { ...('headers' in answer ? answer.headers : {}) };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
