import { randomUUID } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSpool, type Spool } from '@sluice/ingest';

/** How fast the spool acknowledges, every record synced to the disk, and how fast it gives records back. */
const RECORD = Buffer.from(`${JSON.stringify({ event: 'view', text: 'x'.repeat(470) })}\n`);
const SECONDS = 3;

/** Appends that each wait for their own acknowledgement, so many at a time; acknowledged records a second. */
async function appends(spool: Spool, atATime: number): Promise<number> {
  const end = performance.now() + SECONDS * 1_000;
  let acknowledged = 0;
  const sender = async (): Promise<void> => {
    while (performance.now() < end) {
      const outcomes = await spool.append([RECORD]);
      acknowledged += outcomes.filter(({ kind }) => kind === 'acknowledged').length;
    }
  };
  await Promise.all(Array.from({ length: atATime }, sender));
  return acknowledged / SECONDS;
}

/** Syncs a second of one file that grows by one record between two: what the disk gives. */
async function syncs(folder: string): Promise<number> {
  const file = await open(path.join(folder, 'floor'), 'a');
  const end = performance.now() + SECONDS * 1_000;
  let count = 0;
  for (; performance.now() < end; count++) {
    await file.write(RECORD);
    await file.datasync();
  }
  await file.close();
  return count / SECONDS;
}

async function drain(spool: Spool): Promise<number> {
  const start = performance.now();
  let drained = 0;
  const limit = { count: 2_000, bytes: 4_000_000 };
  for (let batch = await spool.peek(limit); batch !== undefined; batch = await spool.peek(limit)) {
    drained += batch.records.length;
    await spool.drained(batch);
  }
  return (drained / (performance.now() - start)) * 1_000;
}

const folder = await mkdtemp(path.join(tmpdir(), 'sluice-spool-'));
const spool = await openSpool({
  folder: path.join(folder, 'spool'),
  maxBytes: 4e9,
  now: Date.now,
  randomId: randomUUID,
});
const show = (name: string, perSecond: number): void => console.log(`${name}: ${Math.round(perSecond)} a second`);
show(`write and sync of ${RECORD.byteLength} bytes, one after the other`, await syncs(folder));
for (const atATime of [1, 16, 256, 2_000])
  show(`acknowledged records, ${atATime} at a time`, await appends(spool, atATime));
show('drained records, cursor synced after each batch of 2,000', await drain(spool));
await spool.close();
await rm(folder, { recursive: true });
