import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Memory } from './memory.js';
import type { Metrics } from './metrics.js';

/** The requests for events that have begun and have not ended. */
export interface Traffic {
  /** Those that have arrived whole and are in work, until their answer has gone or their connection is closed. */
  inFlight(): number;
  /** Those in work that are not answered yet. */
  unanswered(): number;
  /** Counts memory as held by a request until it has ended; false where there is none left. */
  hold(request: FastifyRequest, bytes: number): boolean;
  /** Answers that were given and do not leave, because the client does not read. */
  stuck(): Iterable<ServerResponse>;
}

interface Open {
  /** It has arrived whole. */
  isWhole: boolean;
  held: number;
}

const OPEN = Symbol('open request');

type Tracked = FastifyRequest & { [OPEN]?: Open | undefined };

/** Knows every request from its headers to its answer or to the end of its connection; counts and times those for events. */
export function trackRequests(app: FastifyInstance, metrics: Metrics, memory: Memory): Traffic {
  let inFlight = 0;
  const open = new Map<ServerResponse, Open>();
  app.decorateRequest(OPEN);
  app.addHook('onRequest', (request, reply, done) => {
    const one = { isWhole: false, held: 0 };
    const isCounted = request.method === 'POST';
    if (isCounted) (request as Tracked)[OPEN] = one;
    open.set(reply.raw, one);
    reply.raw.once('close', () => {
      open.delete(reply.raw);
      memory.give(one.held);
      if (one.isWhole) inFlight--;
      if (isCounted) metrics.request(reply.raw.statusCode, reply.elapsedTime / 1000);
    });
    done();
  });
  app.addHook('preHandler', (request, _reply, done) => {
    const one = (request as Tracked)[OPEN];
    if (one && !one.isWhole) {
      one.isWhole = true;
      inFlight++;
    }
    done();
  });
  return {
    inFlight: () => inFlight,
    unanswered: () => [...open].filter(([response, { isWhole }]) => isWhole && !response.writableEnded).length,
    hold: (request, bytes) => {
      const one = (request as Tracked)[OPEN];
      if (!memory.take(bytes)) return false;
      if (one === undefined) memory.give(bytes);
      else one.held += bytes;
      return true;
    },
    stuck: () => [...open.keys()].filter((response) => response.writableEnded),
  };
}
