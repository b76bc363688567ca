import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { boundAddresses } from './addresses.js';
import { guard } from './admission.js';
import { allowCors, MARKED_HERE } from './cors.js';
import { type Counters, createCounters } from './counters.js';
import { closeWithin, hangUpOnSilence } from './hang-up.js';
import { type IntakeDeps, takeIn } from './intake.js';
import { memoryOf } from './memory.js';
import { createMetrics } from './metrics.js';
import { type CollectorOptions, limitsOf } from './options.js';
import { addProbes } from './probes.js';
import { readWhole } from './read-body.js';
import { recentIds } from './recent-ids.js';
import type { RequestCode } from './refusals.js';
import { createServer, refuse } from './server.js';
import { createSources } from './sources.js';
import { trackRequests } from './traffic.js';

/** A collector: an HTTP server that judges events and answers only after each is durable in its place. */
export interface Collector {
  /** The fastify instance, for tests (`inject`) and for hooks of one's own before `listen`. */
  readonly app: FastifyInstance;
  readonly counters: Counters;
  /** Starts to listen; port 0 takes a free one. Resolves to the address (`http://127.0.0.1:8080`). */
  listen(port: number, host?: string): Promise<string>;
  /**
   * Stops accepting, answers what is in work, and closes the server. Requests that have not arrived whole are cut after a second;
   * what is still in work after `limitMs` (default: no limit), too.
   */
  close(limitMs?: number): Promise<void>;
}

/** Builds a collector; it listens after `listen`. Throws a TypeError for a malformed write key. */
export function createCollector(options: CollectorOptions): Collector {
  const { contract, cors = '*', logger = false, keys = [], sensitivityOf = () => undefined } = options;
  const limits = limitsOf(options);
  const counters = createCounters((event) => Object.hasOwn(contract.events, event));
  const recent = recentIds(limits.duplicateWindow);
  const sources = createSources(keys, options.now);
  const app = createServer(limits, logger);
  let stopping = false;
  const { sink, deadLetters } = options;
  const metrics = createMetrics({
    digest: contract.digest,
    values: counters.values,
    ...(sink.backlog && { backlog: sink.backlog.bind(sink) }),
    ...(deadLetters.usage && { usage: deadLetters.usage.bind(deadLetters) }),
    inFlight: () => traffic.inFlight(),
    recentIds: recent.size,
    process: options.processMetrics ?? false,
  });
  const closed = (): RequestCode | undefined => {
    if (stopping) return 'shutting-down';
    return traffic.inFlight() >= limits.maxInFlight ? 'overloaded' : undefined;
  };
  boundAddresses(app, limits);
  if (cors !== false) allowCors(app, cors);
  const traffic = trackRequests(app, metrics, memoryOf(limits.memory));
  hangUpOnSilence(app, traffic, limits.requestTimeout);
  app.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage, done) => {
    readWhole(payload, { limit: limits.bodyLimit, hold: (bytes) => traffic.hold(request, bytes) }, done);
  });
  guard(app, { sources, closed });
  // Many may have been let in while they were on their way.
  app.addHook('preHandler', (_request, reply, done) => {
    if (traffic.inFlight() > limits.maxInFlight) refuse(reply, 'overloaded');
    else done();
  });
  const { now, randomId } = options;
  addEvents(app, { traffic, contract, sink, deadLetters, now, randomId, ...limits, counters, recent, sensitivityOf });
  addProbes(app, { ...options, ...limits, metrics, closed });
  if (keys.length === 0) {
    // Not when it listens: behind an adapter it never does.
    app.addHook('onReady', (done) => {
      app.log.warn('Authentication is off: no write keys are configured, everybody may send every event.');
      done();
    });
  }
  return {
    app,
    counters,
    listen: (port, host = '127.0.0.1') => app.listen({ port, host }),
    close: async (limitMs) => {
      stopping = true;
      await closeWithin(app, traffic, limitMs);
    },
  };
}

function addEvents(app: FastifyInstance, deps: IntakeDeps): void {
  app.post('/events', MARKED_HERE, (request, reply) => takeIn(request, reply, undefined, deps));
  app.post<{ Params: { event: string } }>('/events/:event', MARKED_HERE, (request, reply) =>
    takeIn(request, reply, request.params.event, deps),
  );
}
