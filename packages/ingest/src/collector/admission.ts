import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ACCEPTED_ENCODINGS, encodingOf, isAccepted } from './inflate.js';
import { presentedKey } from './presented-key.js';
import type { RequestCode } from './refusals.js';
import { refuse } from './server.js';
import type { Admitted, Sources } from './sources.js';

/** All are read as JSON: text/plain is what browsers may send without a preflight, the last is what `curl -d` says. */
const MEDIA_TYPES = new Set(['application/json', 'text/plain', 'application/x-www-form-urlencoded']);

/** Who a request comes from; set before its body is read. */
const SENDER = Symbol('sender');

type Identified = FastifyRequest & { [SENDER]?: Admitted | undefined };

/** The sender of a request that was admitted. */
export function senderOf(request: FastifyRequest): Admitted {
  return (request as Identified)[SENDER] as Admitted;
}

/** What admission looks at beside the request. */
export interface Gatekeeper {
  readonly sources: Sources;
  /** Why nobody is admitted now. */
  closed(): RequestCode | undefined;
}

/** Refuses event requests before their body is read: wrong type, unknown key, too many. */
export function guard(app: FastifyInstance, gatekeeper: Gatekeeper): void {
  app.decorateRequest(SENDER);
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'POST' || request.is404) return done();
    const refused = gatekeeper.closed() ?? unreadable(request) ?? identify(request, gatekeeper.sources);
    if (refused === undefined) return done();
    const [code, seconds] = typeof refused === 'string' ? [refused] : refused;
    turnAway(request, reply, code, seconds);
  });
}

function turnAway(request: FastifyRequest, reply: FastifyReply, code: RequestCode, seconds?: number): void {
  if (code === 'unsupported-encoding') reply.header('accept-encoding', ACCEPTED_ENCODINGS);
  // Nobody waits for the rest of a body that nobody will read.
  if (!(Number(request.headers['content-length']) <= DISCARDED_BYTES)) reply.header('connection', 'close');
  refuse(reply, code, seconds);
}

const DISCARDED_BYTES = 65_536;

function identify(request: FastifyRequest, sources: Sources): Refused {
  const found = sources.identify(() => presentedKey(request.headers, request.url), request.headers.origin);
  if (typeof found === 'string') return found;
  const wait = found.takeRequest();
  if (wait > 0) return ['rate-limited', wait];
  (request as Identified)[SENDER] = found;
  return undefined;
}

type Refused = RequestCode | readonly [RequestCode, number] | undefined;

function unreadable({ headers, raw }: FastifyRequest): RequestCode | undefined {
  // RFC 9112, section 3.2: HTTP/1.1 without a host is refused.
  if (headers.host === undefined && raw.httpVersion === '1.1') return 'bad-request';
  const encoding = encodingOf(headers['content-encoding']);
  if (encoding !== undefined && !isAccepted(encoding)) return 'unsupported-encoding';
  const type = headers['content-type'];
  return type === undefined || type === 'application/json' || isJsonText(type) ? undefined : 'unsupported-media-type';
}

function isJsonText(header: string): boolean {
  const [type = '', ...parameters] = header.split(';');
  if (!MEDIA_TYPES.has(type.trim().toLowerCase()) && type.trim() !== '') return false;
  const charset = /(?:^|;)\s*charset\s*=\s*"?([^";\s]+)/i.exec(parameters.join(';'))?.[1];
  return charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset);
}
