import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RuntimeContract } from '../codegen1/index.js';
import { type DeadLetter, type DeadLetterHeaders, type DeadLetters, rawOf } from '../dead-letters.js';
import { EVENT_LIMIT } from '../examine.js';
import type { Sink } from '../sink.js';
import { type ReadBody, readBody } from '../wire.js';
import { type Arrivals, arrivalsIn, arrivalUnder } from './arrivals.js';
import { allowCors, type CorsOrigins } from './cors.js';
import { type Counters, createCounters } from './counters.js';
import { prometheusText } from './metrics.js';
import { type ErrorBody, RETRY_AFTER_SECONDS, refusal } from './refusals.js';
import { createServer } from './server.js';
import { keep, settle } from './settle.js';
import { type Answer, batchAnswer, singleAnswer, type Verdict } from './verdicts.js';

/** What a collector needs. Clock and randomness are passed in. */
export interface CollectorOptions {
  readonly contract: RuntimeContract;
  /** Where accepted events go. Closed by whoever opened it, after the collector. */
  readonly sink: Sink;
  /** Where rejected events are kept. Closed by whoever opened it, after the collector. */
  readonly deadLetters: DeadLetters;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A fresh UUID. */
  readonly randomId: () => string;
  /** Largest request body in bytes (default 524,288). */
  readonly bodyLimit?: number;
  /** Largest single event in bytes as sent (default {@link EVENT_LIMIT}). */
  readonly eventLimit?: number;
  /** Which browser origins may send (default: every one); `false` sends no CORS headers. */
  readonly cors?: CorsOrigins | false;
  /** Passed to fastify; off unless given. */
  readonly logger?: unknown;
}

/** A collector: an HTTP server that judges events and answers only after each is durable in its place. */
export interface Collector {
  /** The fastify instance, for tests (`inject`) and for hooks of one's own before `listen`. */
  readonly app: FastifyInstance;
  readonly counters: Counters;
  /** Starts to listen; port 0 takes a free one. Resolves to the address (`http://127.0.0.1:8080`). */
  listen(port: number, host?: string): Promise<string>;
  /** Stops accepting, answers what is in flight, and closes the server. */
  close(): Promise<void>;
}

type Settled = CollectorOptions & { readonly eventLimit: number; readonly counters: Counters };

/** Builds a collector; it listens after `listen`. */
export function createCollector(options: CollectorOptions): Collector {
  const { contract, cors = '*', eventLimit = EVENT_LIMIT, bodyLimit = 524_288, logger } = options;
  const app = createServer({ bodyLimit, logger });
  const counters = createCounters((event) => Object.hasOwn(contract.events, event));
  const settled = { ...options, eventLimit, counters };
  if (cors !== false) allowCors(app, cors);
  app.post('/events', (request, reply) => answerEvents(request, reply, settled));
  app.post<{ Params: { event: string } }>('/events/:event', (request, reply) =>
    answerEvents(request, reply, settled, request.params.event),
  );
  addProbes(app, settled);
  return {
    app,
    counters,
    listen: (port, host = '127.0.0.1') => app.listen({ port, host }),
    close: () => app.close(),
  };
}

async function answerEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Settled,
  name?: string,
): Promise<FastifyReply> {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const receivedAt = deps.now();
  const body = readBody(bytes);
  const headers = keptHeaders(request);
  const { verdicts, list } =
    body.kind === 'json'
      ? await settleJson(body, name, receivedAt, headers, deps)
      : { verdicts: [await keepUnreadable(bytes, body, name, receivedAt, headers, deps)], list: false };
  deps.counters.count(verdicts, bytes.byteLength);
  return send(reply, list ? batchAnswer(verdicts) : singleAnswer(verdicts[0] as Verdict));
}

async function settleJson(
  body: ReadBody & { kind: 'json' },
  name: string | undefined,
  receivedAt: number,
  headers: DeadLetterHeaders,
  deps: Settled,
): Promise<{ verdicts: Verdict[]; list: boolean }> {
  const arrivals: Arrivals = name === undefined ? arrivalsIn(body, receivedAt) : arrivalUnder(name, body, receivedAt);
  return { verdicts: await settle(arrivals.events, headers, deps), list: arrivals.list };
}

/** A body that is not JSON counts as one rejected event: nobody can say how many it held. */
async function keepUnreadable(
  bytes: Uint8Array,
  { code, message }: ReadBody & { kind: 'unreadable' },
  name: string | undefined,
  arrivedAt: number,
  headers: DeadLetterHeaders,
  deps: Settled,
): Promise<Verdict> {
  const eventId = deps.randomId();
  const errors = [{ code, path: '', message }];
  const event = name === undefined ? {} : { event: name };
  const named = name === undefined ? {} : { named: 'path' as const };
  const place: Omit<DeadLetter, 'raw'> = {
    id: deps.randomId(),
    arrivedAt,
    ...event,
    ...named,
    eventId,
    errors,
    contract: deps.contract.digest,
    headers,
  };
  const base = { index: 0, eventId, ...event };
  const kept = await keep(deps.deadLetters, [{ ...place, ...rawOf(bytes) }]);
  if (!kept) return { ...base, status: 'retry', code: 'dead-letters-unavailable' };
  return { ...base, status: 'invalid', code, path: '', errors };
}

function send(reply: FastifyReply, { status, body }: Answer | { status: number; body: ErrorBody }): FastifyReply {
  if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
  return reply.code(status).send(body);
}

function keptHeaders({ headers }: FastifyRequest): DeadLetterHeaders {
  const type = headers['content-type'];
  const agent = headers['user-agent'];
  return {
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(agent === undefined ? {} : { 'user-agent': agent }),
  };
}

function addProbes(app: FastifyInstance, { sink, counters }: Settled): void {
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const ready = await sink.ready().catch(() => false);
    return ready ? { status: 'ok' } : send(reply, refusal('sink-unavailable'));
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(prometheusText(counters.values())),
  );
}
