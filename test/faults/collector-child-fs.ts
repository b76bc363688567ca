import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { createCollector, openDeadLetters, openSpool, type RuntimeContract, spooled } from '@sluice/ingest';
import { firehoseSink } from '@sluice/ingest/firehose';
import type { ChildOptions, ChildReport } from './collector-process.js';

/** A collector as it runs in production: Firehose behind a spool. Says its address, and on SIGTERM what it has counted. */
async function run({ contractFile, dataDir, firehoseUrl, spool: limits, drainMs }: ChildOptions): Promise<void> {
  const { contract } = (await import(pathToFileURL(contractFile).href)) as { contract: RuntimeContract };
  const shared = { now: Date.now, random: Math.random, randomId: randomUUID };
  const deadLetters = openDeadLetters({ dataDir, fileName: `${Date.now()}-${process.pid}` });
  const spool = await openSpool({ folder: `${dataDir}/spool`, ...shared, ...limits });
  const recovered = spool.stats().records;
  const firehose = await firehoseSink({
    stream: 'events',
    clientConfig: {
      endpoint: firehoseUrl,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    },
    callTimeoutMs: 1_000,
    attempts: 2,
    backoff: { baseMs: 5, capMs: 50 },
    ...shared,
  });
  const backoff = { baseMs: 5, capMs: 100 };
  const sink = spooled(firehose, spool, { deadLetters, contract: contract.digest, backoff, ...shared });
  const collector = createCollector({ contract, sink, deadLetters, ...shared });
  process.stdout.write(`${await collector.listen(0)}\n`);
  await new Promise((resolve) => process.once('SIGTERM', resolve));
  await collector.close();
  await sink.close(drainMs);
  await deadLetters.close();
  const report: ChildReport = { counters: collector.counters.values(), sink: sink.stats(), recovered };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

await run(JSON.parse(process.argv[2] ?? '{}') as ChildOptions);
