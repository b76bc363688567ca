import type { FastifyInstance } from 'fastify';
import { guard } from './admission.js';
import { allowCors, MARKED_HERE } from './cors.js';
import { type Counters, createCounters } from './counters.js';
import { type IntakeDeps, takeIn } from './intake.js';
import { createMetrics } from './metrics.js';
import { type CollectorOptions, limitsOf } from './options.js';
import { addProbes } from './probes.js';
import { recentIds } from './recent-ids.js';
import type { RequestCode } from './refusals.js';
import { createServer } from './server.js';
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
   * Stops accepting, answers what is in flight, and closes the server. Connections that are still open after `limitMs` (default:
   * no limit) are cut.
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
    return traffic.inFlight() > limits.maxInFlight ? 'overloaded' : undefined;
  };
  if (cors !== false) allowCors(app, cors);
  const traffic = trackRequests(app, metrics);
  guard(app, { sources, closed });
  const { now, randomId } = options;
  addEvents(app, { contract, sink, deadLetters, now, randomId, ...limits, counters, recent, sensitivityOf });
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
      await closeWithin(app, limitMs);
    },
  };
}

function addEvents(app: FastifyInstance, deps: IntakeDeps): void {
  app.post('/events', MARKED_HERE, (request, reply) => takeIn(request, reply, undefined, deps));
  app.post<{ Params: { event: string } }>('/events/:event', MARKED_HERE, (request, reply) =>
    takeIn(request, reply, request.params.event, deps),
  );
}

async function closeWithin(app: FastifyInstance, limitMs: number | undefined): Promise<void> {
  const timer = limitMs === undefined ? undefined : setTimeout(() => app.server.closeAllConnections(), limitMs);
  try {
    await app.close();
  } finally {
    clearTimeout(timer);
  }
}
