import { setTimeout as pause } from 'node:timers/promises';
import { faultsAtRandom } from '@sluice/ingest';
import { expect, it, onTestFinished } from 'vitest';
import { randomFrom } from '../validators/random.js';
import { type ChildReport, startCollector } from './collector-process.js';
import { openNetwork } from './network.js';
import { newTally, sendUntil } from './senders.js';
import { openWorld, spoolFiles } from './world.js';

/** More with SLUICE_KILLS=300, another order of events with SLUICE_SEED. */
const KILLS = Number(process.env.SLUICE_KILLS ?? 24);
const SEED = Number(process.env.SLUICE_SEED ?? 20_241_121);
const SENDERS = 6;

/** A collector that was asked to stop has counted every event once, and its sink has an account of every record. */
function expectBalanced({ counters, sink, recovered }: ChildReport): void {
  const { received, accepted, rejected, retried, duplicates } = counters;
  expect(received).toBe(accepted + rejected + retried);
  expect(sink.sent + sink.spooled).toBe(accepted - duplicates);
  expect(sink.failed).toBe(retried);
  expect(sink.drained + sink.spool.records).toBe(recovered + sink.spooled);
}

it(`loses no event: ${KILLS} kills, failing network and stream, seed ${SEED}`, { timeout: 0 }, async () => {
  const { below } = randomFrom(SEED);
  const random = (): number => below(2 ** 30) / 2 ** 30;
  const world = await openWorld(faultsAtRandom(random, 0.15));
  const network = await openNetwork(random, 0.04);
  const tally = newTally();
  const options = { ...world, spool: { segmentBytes: 20_000 }, drainMs: 200 };
  let over = false;
  onTestFinished(() => {
    over = true;
  });
  const senders = Array.from({ length: SENDERS }, () => sendUntil(network.url, tally, random, () => over));

  let stops = 0;
  for (let kills = 0; kills < KILLS; ) {
    const collector = await startCollector(world.program, options);
    network.lead(collector.url);
    await pause(random() * 300);
    if (random() < 0.3) await world.stopFirehose();
    await pause(random() * 300);
    const report = random() < 0.2 ? await collector.stop() : await collector.kill();
    network.lead(undefined);
    if (report === undefined) kills++;
    else expectBalanced(report);
    if (report !== undefined) stops++;
    await world.startFirehose();
  }

  const last = await startCollector(world.program, { ...options, drainMs: 60_000 });
  network.lead(last.url);
  await pause(300);
  over = true;
  await Promise.all(senders);
  const report = await last.stop();
  await network.close();
  expectBalanced(report);
  expect(spoolFiles(world)).toEqual([]);

  const { merged, rawRows, deadLetters, refusedBySink } = await world.settle();
  const { sent, acknowledged, rejected, wrong, repeats } = tally;
  const lost = [...acknowledged].filter((id) => !merged.has(id));
  const cuts = network.cuts();
  console.log(
    `seed ${SEED}: ${KILLS} kills, ${stops} stops, ${sent.size} events, ${acknowledged.size} acknowledged, ` +
      `${rejected.size} rejected, ${lost.length} lost; ${repeats} requests repeated, ${cuts.requests} cut before and ` +
      `${cuts.answers} after the collector; ${rawRows} raw rows, ${rawRows - merged.size} duplicates removed by the merge`,
  );
  expect(lost).toEqual([]);
  expect([...merged].filter(([, count]) => count !== 1)).toEqual([]);
  expect([...merged.keys()].filter((id) => !acknowledged.has(id))).toEqual([]);
  expect([...rejected].filter((id) => !deadLetters.has(id))).toEqual([]);
  expect([...deadLetters].filter((id) => !rejected.has(id))).toEqual([]);
  expect([acknowledged.size + rejected.size, wrong, refusedBySink]).toEqual([sent.size, [], 0]);
  expect(acknowledged.size).toBeGreaterThan(KILLS * 10);
});
