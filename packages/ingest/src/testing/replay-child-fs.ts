import { randomUUID } from 'node:crypto';
import { readDeadLetters } from '../dead-letters/dead-letters-fs.js';
import { openReplayLog } from '../replay/log-fs.js';
import { replay } from '../replay/replay.js';
import { storedIn } from '../replay/stored-fs.js';
import { openLocalStream } from '../stream/local-stream-fs.js';
import { rowsOf, shop } from './contract.js';

/** Replays the dead letters of a folder in small steps until it is done or killed. */
async function run(dataDir: string): Promise<void> {
  const log = await openReplayLog(dataDir, Date.now);
  const options = { dataDir, handler: rowsOf, now: Date.now, randomId: randomUUID, bufferBytes: 2_000, bufferMs: 5 };
  const stream = await openLocalStream(options);
  process.stdout.write('ready\n');
  const counts = await replay({
    letters: readDeadLetters(dataDir, () => undefined),
    submit: stream.send.bind(stream),
    log,
    stored: (sought) => storedIn(dataDir, sought),
    contract: shop,
    eventLimit: 32_768,
    randomId: randomUUID,
    batchSize: 3,
  });
  await stream.close();
  await log.close();
  process.stdout.write(JSON.stringify(counts));
}

await run(process.argv[2] ?? '');
