import type { FastifyInstance } from 'fastify';
import type { Traffic } from './traffic.js';

/** How long an answer may take to leave once a server is being stopped, in milliseconds. */
const GRACE_MS = 1_000;

/** How often is looked, in milliseconds. */
const LOOK_MS = 100;

/** Cuts connections whose client does not read its answer within the limit. */
export function hangUpOnSilence(app: FastifyInstance, traffic: Traffic, limitMs: number): void {
  let waiting = new Set<object>();
  const timer = setInterval(() => {
    const stuck = [...traffic.stuck()];
    for (const response of stuck) if (waiting.has(response)) response.destroy();
    waiting = new Set(stuck);
  }, limitMs).unref();
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer);
    done();
  });
}

/**
 * Closes a server: what is in work is answered, for at most so long. Requests that have not arrived whole, and answers that are
 * not read, are cut a second after there is nothing else to wait for.
 */
export async function closeWithin(
  app: FastifyInstance,
  traffic: Traffic,
  limitMs = Number.POSITIVE_INFINITY,
): Promise<void> {
  const begun = performance.now();
  let busy = begun;
  const timer = setInterval(
    () => {
      const now = performance.now();
      if (traffic.unanswered() > 0) busy = now;
      if (now - busy >= GRACE_MS || now - begun >= limitMs) app.server.closeAllConnections();
    },
    Math.min(LOOK_MS, Math.max(1, limitMs)),
  );
  try {
    await app.close();
  } finally {
    clearInterval(timer);
  }
}
