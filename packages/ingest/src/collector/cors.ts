import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Pages of which origins may read answers in a browser: every origin, or a list of exact ones (`https://shop.example`). */
export type CorsOrigins = '*' | readonly string[];

/** Of routes whose answers are marked here and not by the plugin. */
export const MARKED_HERE = { config: { cors: false } } as const;

/**
 * Answers preflights and marks answers as readable for the allowed origins. No credentials are ever allowed. The plugin answers
 * preflights; answers to events are marked here: before admission, so that a page can read why it was refused, and only where
 * there is an origin, because the plugin's way costs every request of servers and apps a tenth of its time.
 */
export function allowCors(app: FastifyInstance, origins: CorsOrigins): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    if (origin !== undefined && request.method === 'POST') {
      if (origins !== '*') reply.header('vary', 'Origin');
      if (origins === '*' || origins.includes(origin)) {
        reply.header('access-control-allow-origin', origins === '*' ? '*' : origin);
        reply.header('access-control-expose-headers', 'retry-after');
      }
    }
    done();
  });
  app.register(cors, {
    origin: origins === '*' ? '*' : [...origins],
    methods: ['POST', 'OPTIONS'],
    allowedHeaders: ['content-type', 'content-encoding', 'authorization', 'x-write-key'],
    maxAge: 86_400,
    strictPreflight: false,
  });
}
