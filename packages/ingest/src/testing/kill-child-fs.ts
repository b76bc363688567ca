import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { openLocalStream } from '../stream/local-stream-fs.js';
import { passOn } from './contract.js';

/** Sends events until it is killed; writes the ids of acknowledged ones, after the acknowledgement, to the given file. */
async function run(dataDir: string, ackFile: string): Promise<void> {
  const stream = await openLocalStream({
    dataDir,
    handler: passOn,
    now: Date.now,
    randomId: randomUUID,
    bufferBytes: 4_000,
    bufferMs: 20,
  });
  process.stdout.write('ready\n');
  for (;;) {
    const ids = Array.from({ length: 7 }, () => randomUUID());
    const records = ids.map((eventId) => Buffer.from(`${JSON.stringify({ event: 'view', eventId })}\n`));
    const outcomes = await stream.send(records);
    const acknowledged = ids.filter((_, i) => outcomes[i]?.kind === 'acknowledged');
    appendFileSync(ackFile, acknowledged.map((id) => `${id}\n`).join(''));
  }
}

const [dataDir = '', ackFile = ''] = process.argv.slice(2);
await run(dataDir, ackFile);
