import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.js';

/** The requests in work. */
export interface Traffic {
  inFlight(): number;
}

/** Counts and times every request for events, from its headers to its answer or to the end of its connection. */
export function trackRequests(app: FastifyInstance, metrics: Metrics): Traffic {
  let inFlight = 0;
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method === 'POST') {
      inFlight++;
      reply.raw.once('close', () => {
        inFlight--;
        metrics.request(reply.raw.statusCode, reply.elapsedTime / 1000);
      });
    }
    done();
  });
  return { inFlight: () => inFlight };
}
