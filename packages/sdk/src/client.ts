import { Outbox } from './outbox.js';
import { systemClock, systemFetch, systemPage, systemRandom } from './ports.js';
import { type Entry, entryOf } from './queue.js';
import { createTally } from './tally.js';
import { createPost } from './transport.js';
import type { Client, ClientOptions, Identity, WireEvent } from './types.js';
import { uuidv7 } from './uuid.js';
import { defined, identityAfter, wireEventOf } from './wire-event.js';

/**
 * Makes a client. Importing this module does nothing; only this call adds listeners, and `close` removes them.
 *
 * Limit: the queue lives in memory. What is not delivered when the page or the process ends is lost, apart from what
 * `keepalive` carries past the end of a page (64 KiB at a time): on a server, await `close`, because the timers do not keep
 * a process alive. Nothing waits for a visitor's consent. A worker without a document speaks like a server.
 */
export function createClient<Events extends object = Record<string, object>, Known extends string = never>(
  options: ClientOptions,
): Client<Events, Known> {
  const settings = withDefaults(options);
  const tally = createTally(options);
  const post = createPost({ ...settings, browser: settings.page !== null });
  const outbox = new Outbox({ ...settings, post, tally });
  const stopPage = settings.page?.onHidden(() => outbox.rescue());
  let identity: Identity = {};
  let closed = false;

  const send: Client['send'] = (event, version, props) => {
    const timestamp = settings.clock.now();
    const head = { eventId: uuidv7(timestamp, settings.random), event, version, timestamp };
    tally.count('tracked');
    const written = write(() => wireEventOf(head, identity, props));
    if (!written) tally.dropped(entryOf({ ...head, event: String(event) }), { reason: 'unserializable' });
    else if (closed) tally.dropped(written, { reason: 'closed' });
    else outbox.add(written);
    return written?.eventId ?? head.eventId;
  };
  const stats = () => tally.stats(outbox.inFlight);

  const client: Client = {
    send,
    track: (name, props) => send(name, undefined, props as object),
    identify(change: Identity) {
      identity = identityAfter(identity, change);
      return client;
    },
    flush: () => outbox.flush(),
    async close({ timeoutMs = 10_000 } = {}) {
      closed = true;
      stopPage?.();
      const cancel = settings.clock.after(timeoutMs, () => outbox.abandon(), true);
      await outbox.drain();
      cancel();
      return stats();
    },
    stats,
  };
  return client as Client<Events, Known>;
}

function write(event: () => WireEvent): Entry | undefined {
  try {
    return entryOf(event());
  } catch {
    return undefined;
  }
}

function withDefaults(options: ClientOptions) {
  return {
    batchEvents: 50,
    batchBytes: 60_000,
    batchDelayMs: 1000,
    maxQueue: 1000,
    requestTimeoutMs: 30_000,
    fetch: systemFetch,
    clock: systemClock,
    random: systemRandom,
    ...defined(options),
    page: options.page === undefined ? systemPage() : options.page,
  };
}
