import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { answerBrokenRequest, answerExpectation } from './broken-request.js';
import type { Limits, LoggerOptions } from './options.js';
import { pathOf } from './presented-key.js';
import { BodyRefused } from './read-body.js';
import { RETRY_AFTER_SECONDS, type RequestCode, refusal } from './refusals.js';

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
export function createServer(limits: Limits, logger: boolean | LoggerOptions): FastifyInstance {
  const { bodyLimit, headersTimeout, requestTimeout, keepAliveTimeout } = limits;
  const app = Fastify({
    bodyLimit,
    requestTimeout,
    keepAliveTimeout,
    logger: logger === false ? false : { ...(logger === true ? {} : logger), serializers: SERIALIZERS },
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: false,
    // An address put together from one that ends with a slash must not lose events.
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    http: {
      // Node's own refusal has no body; admission refuses what names no host.
      requireHostHeader: false,
      headersTimeout: Math.min(headersTimeout, requestTimeout),
      // Node looks for late requests in this interval, so the shorter of the two limits must not wait for it.
      connectionsCheckingInterval: Math.max(10, Math.min(headersTimeout, requestTimeout, 20_000) / 4),
    },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, _request, reply) => refuse(reply as unknown as FastifyReply, codeOf(error)),
  }) as unknown as FastifyInstance;
  app.server.maxConnections = limits.maxConnections;
  app.server.on('checkExpectation', answerExpectation);
  app.removeAllContentTypeParsers();
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const code = codeOf(error);
    if (code === 'internal') request.log.error({ err: { type: error.name, code: error.code, stack: error.stack } });
    // Nobody waits for the rest of a body that nobody will read.
    if (error instanceof BodyRefused) reply.header('connection', 'close');
    return refuse(reply, code);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url);
    const known = request.method === 'POST' ? PROBES.test(path) : PROBES.test(path) || EVENTS.test(path);
    if (known) reply.header('allow', PROBES.test(path) ? 'GET, HEAD' : 'POST, OPTIONS');
    return refuse(reply, known ? 'method-not-allowed' : 'not-found');
  });
  return app;
}

/** Answers a request with a refusal. `retryAfter` in seconds, for what passes. */
export function refuse(reply: FastifyReply, code: RequestCode, retryAfter = RETRY_AFTER_SECONDS): FastifyReply {
  const { status, body } = refusal(code);
  if (status === 503 || status === 429) reply.header('retry-after', Math.max(1, Math.ceil(retryAfter)));
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="events"');
  return reply.code(status).send(body);
}

/** No address, header or query of a sender is ever logged. */
const SERIALIZERS = {
  req: ({ method, url }: { method: string; url: string }) => ({ method, url: pathOf(url) }),
  res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
};

function codeOf(error: FastifyError | BodyRefused): RequestCode {
  if (error instanceof BodyRefused) return error.code;
  const known = CODES[error.code];
  if (known !== undefined) return known;
  return error.statusCode !== undefined && error.statusCode < 500 ? 'bad-request' : 'internal';
}
