import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Which pages may send events from a browser: every origin, or a list of exact ones (`https://shop.example`). */
export type CorsOrigins = '*' | readonly string[];

/** Answers preflights and marks answers as readable for the allowed origins. No credentials are ever allowed. */
export function allowCors(app: FastifyInstance, origins: CorsOrigins): void {
  app.register(cors, {
    origin: origins === '*' ? '*' : [...origins],
    methods: ['POST', 'OPTIONS'],
    allowedHeaders: ['content-type', 'content-encoding', 'authorization', 'x-write-key'],
    exposedHeaders: ['retry-after'],
    maxAge: 86_400,
    strictPreflight: false,
  });
}
