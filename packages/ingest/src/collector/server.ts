import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type RequestCode, refusal } from './refusals.js';

/** What the bare HTTP server needs. */
export interface ServerOptions {
  /** Largest body in bytes; beyond it: 413. */
  readonly bodyLimit: number;
  /** Passed to fastify; off unless given. */
  readonly logger?: unknown;
}

/** All are read as JSON: text/plain is what browsers may send without a preflight, the last is what `curl -d` says. */
const SUPPORTED = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];
const EVENTS = /^\/events(\/[^/]{0,200})?$/;
const PROBES = /^\/(livez|readyz|metrics)$/;

/** Fastify's own codes for what a client did wrong; everything else is a failure of ours. */
const CODES: { readonly [code: string]: RequestCode } = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-request',
  FST_ERR_BAD_URL: 'bad-request',
  ECONNRESET: 'bad-request',
};

/** A server that hands bodies on as bytes and answers everything it refuses in the one error shape. */
export function createServer(options: ServerOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: options.bodyLimit,
    logger: (options.logger ?? false) as boolean,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, _request, reply) => refuse(reply as FastifyReply, codeOf(error)),
  }) as FastifyInstance;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(SUPPORTED, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    const code = unsupported(request);
    if (code !== undefined) return refuse(reply, code);
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const code = codeOf(error);
    if (code === 'internal') request.log.error(error);
    return refuse(reply, code);
  });
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const known = request.method === 'POST' ? PROBES.test(path) : PROBES.test(path) || EVENTS.test(path);
    return refuse(reply, known ? 'method-not-allowed' : 'not-found');
  });
  return app;
}

/** Answers a request with a refusal. */
export function refuse(reply: FastifyReply, code: RequestCode): FastifyReply {
  const { status, body } = refusal(code);
  return reply.code(status).send(body);
}

function codeOf(error: FastifyError): RequestCode {
  const known = CODES[error.code];
  if (known !== undefined) return known;
  return error.statusCode !== undefined && error.statusCode < 500 ? 'bad-request' : 'internal';
}

function unsupported(request: FastifyRequest): RequestCode | undefined {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') return 'unsupported-encoding';
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  return charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset) ? undefined : 'unsupported-media-type';
}
