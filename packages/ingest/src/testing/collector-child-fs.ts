import { randomUUID } from 'node:crypto';
import { createCollector } from '../collector/collector.js';
import { openDeadLetters } from '../dead-letters/dead-letters-fs.js';
import type { SendOutcome } from '../sink.js';
import { shop } from './contract.js';

/** A collector with dead letters on disk, in a process of its own; says its address, and at the end the most memory it had. */
async function run(dataDir: string, maxBytes: number, memory: number): Promise<void> {
  const deadLetters = openDeadLetters({ dataDir, fileName: 'p', maxBytes });
  const sink = {
    send: async (records: readonly Uint8Array[]): Promise<SendOutcome[]> => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return records.map((_, i) => ({ kind: 'acknowledged', recordId: String(i) }));
    },
    ready: async () => true,
    close: async () => undefined,
  };
  const clock = { now: Date.now, randomId: randomUUID };
  const collector = createCollector({ contract: shop, sink, deadLetters, memory, ...clock });
  process.stdout.write(`${await collector.listen(0)}\n`);
  process.once('SIGTERM', async () => {
    await collector.close(5_000);
    await deadLetters.close();
    const { received, accepted, rejected, retried } = collector.counters.values();
    process.stdout.write(JSON.stringify({ received, accepted, rejected, retried, kB: process.resourceUsage().maxRSS }));
    process.exit(0);
  });
}

const [dataDir = '', maxBytes = '', memory = ''] = process.argv.slice(2);
await run(dataDir, Number(maxBytes), Number(memory));
