import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Metrics } from './metrics.js';
import type { CollectorOptions } from './options.js';
import type { RequestCode } from './refusals.js';
import { refuse } from './server.js';

/** What the probes look at. */
export interface Probed extends Pick<CollectorOptions, 'sink' | 'deadLetters'> {
  readonly metrics: Metrics;
  readonly readyTimeout: number;
  /** Why nobody is admitted now. */
  closed(): RequestCode | undefined;
}

/** `/livez`: the process answers. `/readyz`: events would find a place now. `/metrics`: for Prometheus. */
export function addProbes(app: FastifyInstance, probed: Probed): void {
  const { metrics } = probed;
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => answer(reply, await unready(probed), probed));
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}

async function answer(reply: FastifyReply, code: RequestCode | undefined, probed: Probed): Promise<FastifyReply> {
  if (code !== undefined) return refuse(reply, code);
  const reasons = await limitations(probed);
  return reply.send(reasons.length === 0 ? { status: 'ok' } : { status: 'degraded', reasons });
}

/**
 * What does not work though events are accepted. Dead letters that are full are no reason to take no events: else a flood of
 * wrong ones would keep the right ones out.
 */
async function limitations({ sink, deadLetters, readyTimeout }: Probed): Promise<readonly string[]> {
  const full = await within(readyTimeout, async () => (await deadLetters.usage?.())?.full ?? false);
  const waiting = (sink.backlog?.().records ?? 0) > 0;
  return [...(waiting ? ['spooling'] : []), ...(full ? ['dead-letters-full'] : [])];
}

async function unready({ sink, deadLetters, readyTimeout, closed }: Probed): Promise<RequestCode | undefined> {
  const code = closed();
  if (code !== undefined) return code;
  const [stream, letters] = await Promise.all([
    within(readyTimeout, () => sink.ready()),
    within(readyTimeout, async () => deadLetters.ready?.() ?? true),
  ]);
  if (!stream) return 'sink-unavailable';
  return letters ? undefined : 'dead-letters-unavailable';
}

/** What a check says; false where it fails or takes too long. */
async function within(ms: number, check: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
