import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Collector, createCollector, type SendOutcome, type Sink } from '@sluice/ingest';
import { loadContract, publishedModel } from './load-contract.js';

type Server = Collector['app'];

const root = process.env.SLUICE_ROOT as string;
const requireOfIngest = createRequire(path.join(root, 'packages', 'ingest', 'package.json'));
/** The very Fastify that the collector stands on. */
const { fastify } = requireOfIngest('fastify') as { fastify(options: { bodyLimit: number }): Server };

/** Enough for the largest request of the benchmark. */
const outcomes = Array.from({ length: 100 }, (_, i): SendOutcome => ({ kind: 'acknowledged', recordId: String(i) }));

/** Acknowledges at once: what a sink costs is not measured here, nor what it takes to make its answer. */
const sink: Sink = {
  send: async () => outcomes,
  ready: async () => true,
  close: async () => undefined,
};

interface Sent {
  readonly eventId: string;
  readonly event: string;
  readonly version: string;
}

/**
 * The same server without the collector: it parses, and every event gets the verdict that it would get. `forward` also hands
 * each event to the sink as a line of its own, as a collector that does not validate would.
 */
function floor(forward: boolean): Server {
  const app = fastify({ bodyLimit: 524_288 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/events', async (request, reply) => {
    const body = JSON.parse((request.body as Buffer).toString()) as Sent | { readonly batch: readonly Sent[] };
    const events = 'batch' in body ? body.batch : [body];
    if (forward) await sink.send(events.map((event) => Buffer.from(`${JSON.stringify(event)}\n`)));
    const results = events.map(({ eventId, event, version }, index) => ({
      index,
      eventId,
      event,
      version,
      status: 'ok',
    }));
    return reply.code(202).send({ results });
  });
  return app;
}

async function subject(): Promise<Server> {
  const contract = await loadContract(publishedModel(root), root);
  const deadLetters = { keep: () => Promise.reject(new Error('Every event of the benchmark is valid.')) };
  return createCollector({ contract, sink, deadLetters, now: Date.now, randomId: randomUUID }).app;
}

const kind = process.argv[2];
const app = kind === 'subject' ? await subject() : floor(kind === 'forward');
const url = await app.listen({ port: 0, host: '127.0.0.1' });
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
process.on('disconnect', () => process.exit());
process.send?.({ port: Number(new URL(url).port) });
