import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeadLetterHeaders } from '../dead-letters/dead-letter.js';
import { rawOf } from '../dead-letters/dead-letters.js';
import { refusedAlone } from '../dead-letters/refused-request.js';
import { cut } from '../dead-letters/reported-errors.js';
import type { Gate } from '../examine.js';
import { senderOf } from './admission.js';
import { answerText } from './answer-text.js';
import { readArrivals } from './arrivals.js';
import type { Counters } from './counters.js';
import { encodingOf, inflateBody } from './inflate.js';

import { BYTES_PER_BODY_BYTE, BYTES_PER_EVENT } from './memory.js';
import type { CollectorOptions, Limits } from './options.js';
import type { SensitivityOf } from './privacy.js';
import type { RecentIds } from './recent-ids.js';
import { RETRY_AFTER_SECONDS } from './refusals.js';
import { GROWTH, type Sent } from './rejected.js';
import { logVerdicts } from './request-log.js';
import { refuse } from './server.js';
import { keep, settle } from './settle.js';
import type { Admitted } from './sources.js';
import type { Traffic } from './traffic.js';
import { type Answer, batchAnswer, isRetry, singleAnswer, type Verdict } from './verdicts.js';

/** What taking in a request needs. */
export interface IntakeDeps
  extends Gate,
    Pick<CollectorOptions, 'sink' | 'deadLetters' | 'now'>,
    Pick<Limits, 'bodyLimit' | 'maxEvents'> {
  readonly traffic: Pick<Traffic, 'hold'>;
  readonly counters: Counters;
  readonly recent: RecentIds;
  readonly sensitivityOf: SensitivityOf;
}

/** A body that cannot be read, and why. */
interface Unreadable {
  readonly code: string;
  readonly message: string;
}

/** Where and when a body arrived. */
interface Arrival {
  readonly name: string | undefined;
  readonly receivedAt: number;
  readonly headers: DeadLetterHeaders;
}

/** Takes in one admitted request: its events are judged and stored, and it is answered. */
export async function takeIn(
  request: FastifyRequest,
  reply: FastifyReply,
  name: string | undefined,
  deps: IntakeDeps,
): Promise<FastifyReply> {
  const sender = senderOf(request);
  const sent = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const place = { name, receivedAt: deps.now(), headers: keptHeaders(request) };
  const encoding = encodingOf(request.headers['content-encoding']);
  if (encoding === undefined) return takeBytes(sent, place, sender, request, reply, deps);
  const inflated = await inflateBody(sent, encoding, deps.bodyLimit);
  if (inflated.kind === 'bytes' && !deps.traffic.hold(request, inflated.bytes.byteLength)) {
    return refuse(reply, 'overloaded');
  }
  if (inflated.kind === 'bytes') return takeBytes(inflated.bytes, place, sender, request, reply, deps);
  if (inflated.kind === 'too-large') return refuse(reply, 'body-too-large');
  const headers = { ...place.headers, 'content-encoding': encoding };
  const broken = { code: 'bad-compression', message: inflated.message };
  return takeUnreadable(sent, broken, { ...place, headers }, request, reply, deps);
}

async function takeBytes(
  bytes: Buffer,
  place: Arrival,
  sender: Admitted,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: IntakeDeps,
): Promise<FastifyReply> {
  if (!deps.traffic.hold(request, bytes.byteLength * BYTES_PER_BODY_BYTE)) return refuse(reply, 'overloaded');
  const arrivals = readArrivals(bytes, place.name, place.receivedAt);
  if (arrivals.kind === 'unreadable') return takeUnreadable(bytes, arrivals, place, request, reply, deps);
  if (arrivals.events.length > deps.maxEvents) return refuse(reply, 'too-many-events');
  if (!deps.traffic.hold(request, arrivals.events.length * BYTES_PER_EVENT)) return refuse(reply, 'overloaded');
  const wait = sender.takeEvents(arrivals.events.length);
  if (wait > 0) return refuse(reply, 'rate-limited', wait);
  const gate = sender.allows === undefined ? deps : { ...deps, allows: sender.allows };
  const verdicts = await settle(arrivals, sentOf(place, bytes.byteLength, arrivals.list, deps), gate);
  const answered = arrivals.list ? batchAnswer(verdicts, arrivals.flaw) : singleAnswer(verdicts[0] as Verdict);
  return answer(answered, bytes.byteLength, request, reply, deps);
}

/** A body that is not JSON counts as one rejected event: nobody can say how many it held. */
async function takeUnreadable(
  bytes: Buffer,
  unreadable: Unreadable,
  place: Arrival,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: IntakeDeps,
): Promise<FastifyReply> {
  const verdict = await keepUnreadable(bytes, unreadable, place, deps);
  return answer(singleAnswer(verdict), bytes.byteLength, request, reply, deps);
}

async function keepUnreadable(
  bytes: Buffer,
  { code, message }: Unreadable,
  { name, receivedAt, headers }: Arrival,
  deps: IntakeDeps,
): Promise<Verdict> {
  const eventId = deps.randomId();
  const errors = [{ code, path: '', message }];
  const event = name === undefined ? {} : { event: name };
  const named = name === undefined ? {} : { named: 'path' as const };
  const letter = {
    id: deps.randomId(),
    arrivedAt: receivedAt,
    ...event,
    ...named,
    eventId,
    errors,
    ...rawOf(bytes),
    contract: deps.contract.digest,
    headers,
  };
  const base = { index: 0, eventId, ...event };
  const notKept = await keep(deps.deadLetters, [refusedAlone(letter)]);
  if (notKept !== undefined) return { ...base, status: 'retry', code: notKept };
  return { ...base, status: 'invalid', code, path: '', errors };
}

function answer(
  answered: Answer,
  bytes: number,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: IntakeDeps,
): FastifyReply {
  const { source } = senderOf(request);
  const verdicts = answered.body.results;
  deps.counters.count(verdicts, bytes, source);
  logVerdicts(request, verdicts, source, deps.sensitivityOf);
  if (answered.status !== 202 && verdicts.some(isRetry)) reply.header('retry-after', RETRY_AFTER_SECONDS);
  return reply
    .code(answered.status)
    .type('application/json; charset=utf-8')
    .send(answerText(answered, GROWTH.times * bytes + GROWTH.plus));
}

/** Longest header that is kept, in characters: it helps to find the sender, and a sender chooses it. */
const LONGEST_HEADER = 256;

function keptHeaders({ headers }: FastifyRequest): DeadLetterHeaders {
  const type = headers['content-type'];
  const agent = headers['user-agent'];
  return {
    ...(type === undefined ? {} : { 'content-type': cut(type, LONGEST_HEADER) }),
    ...(agent === undefined ? {} : { 'user-agent': cut(agent, LONGEST_HEADER) }),
  };
}

/** The request as its refused events are kept; its id is made where it is needed. */
function sentOf({ receivedAt, headers }: Arrival, bytes: number, list: boolean, deps: IntakeDeps): Sent {
  let id: string | undefined;
  return {
    get id() {
      id ??= deps.randomId();
      return id;
    },
    receivedAt,
    headers,
    bytes,
    list,
    contract: deps.contract.digest,
  };
}
