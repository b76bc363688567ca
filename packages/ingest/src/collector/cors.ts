import type { FastifyInstance } from 'fastify';

/** Which pages may send events from a browser: every origin, or a list of exact ones (`https://shop.example`). */
export type CorsOrigins = '*' | readonly string[];

const ALLOWED = {
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '86400',
};

/** Answers preflights and marks answers as readable for the allowed origins. No credentials are ever allowed. */
export function allowCors(app: FastifyInstance, origins: CorsOrigins): void {
  app.addHook('onRequest', async (request, reply) => {
    if (origins !== '*') reply.header('vary', 'origin');
    const origin = allowedOrigin(origins, request.headers.origin);
    if (origin === undefined) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'retry-after');
  });
  for (const url of ['/events', '/events/:event']) {
    app.options(url, async (_request, reply) => reply.code(204).headers(ALLOWED).send());
  }
}

function allowedOrigin(origins: CorsOrigins, origin: string | undefined): string | undefined {
  if (origins === '*') return '*';
  return origin !== undefined && origins.includes(origin) ? origin : undefined;
}
