import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { randomFrom } from '../validators/random.js';
import { type CollectorProcess, startCollector } from './collector-process.js';
import { openNetwork } from './network.js';
import { type Answer, post } from './post.js';
import { newTally, sendUntil, type Tally } from './senders.js';
import { openWorld, spoolFiles, type World } from './world.js';

interface Running {
  readonly world: World;
  readonly tally: Tally;
  /** Senders that go on until `finish`. */
  finish(): Promise<void>;
  lead(collector: CollectorProcess | undefined): void;
}

async function running(seed: number): Promise<Running> {
  const { below } = randomFrom(seed);
  const random = (): number => below(2 ** 30) / 2 ** 30;
  const world = await openWorld();
  const network = await openNetwork(random, 0);
  const tally = newTally();
  let over = false;
  const senders = Array.from({ length: 4 }, () => sendUntil(network.url, tally, random, () => over));
  const finish = async (): Promise<void> => {
    over = true;
    await Promise.all(senders);
  };
  onTestFinished(async () => {
    over = true;
    await network.close();
  });
  return { world, tally, finish, lead: (collector) => network.lead(collector?.url) };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(10);
}

async function expectNothingLost({ world, tally }: Running): Promise<void> {
  const { merged, deadLetters } = await world.settle();
  expect([...tally.acknowledged].filter((id) => merged.get(id) !== 1)).toEqual([]);
  expect([...merged.keys()].filter((id) => !tally.acknowledged.has(id))).toEqual([]);
  expect([...deadLetters].sort()).toEqual([...tally.rejected].sort());
  expect([tally.acknowledged.size + tally.rejected.size, tally.wrong]).toEqual([tally.sent.size, []]);
}

/** One event more, by hand. */
async function postOne(url: string, tally: Tally): Promise<Answer> {
  const eventId = randomUUID();
  const answer = await post(`${url}/events`, JSON.stringify({ event: 'login', userId: 1, eventId }));
  if (answer.status === 202) tally.sent.add(eventId);
  if (answer.status === 202) tally.acknowledged.add(eventId);
  return answer;
}

it('answers 503 while the spool is full, keeps what it acknowledged through a crash, and recovers', {
  timeout: 0,
}, async () => {
  const run = await running(3);
  const { world, tally, lead } = run;
  const options = { ...world, spool: { maxBytes: 60_000, segmentBytes: 5_000 }, drainMs: 60_000 };
  await world.stopFirehose();
  const first = await startCollector(world.program, options);
  lead(first);
  await until(async () => (await postOne(first.url, tally)).status === 503);
  const refused = await postOne(first.url, tally);
  expect(JSON.parse(refused.body)).toMatchObject({ error: { code: 'spool-full' } });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  await first.kill();
  expect(tally.acknowledged.size).toBeGreaterThan(10);

  const second = await startCollector(world.program, options);
  lead(second);
  await until(async () => (await postOne(second.url, tally)).status === 503);
  await world.startFirehose();
  await run.finish();
  const { sink, recovered } = await second.stop();
  expect(recovered).toBeGreaterThan(10);
  expect([sink.spool.records, spoolFiles(world)]).toEqual([0, []]);
  await expectNothingLost(run);
});

it('acknowledges nothing that the file system refuses', { timeout: 0 }, async () => {
  const run = await running(5);
  const { world, tally, lead } = run;
  const options = { ...world, spool: { segmentBytes: 10_000_000 }, drainMs: 60_000 };
  await world.stopFirehose();
  const limited = await startCollector(world.program, options, 60);
  lead(limited);
  await until(() => tally.acknowledged.size > 0);
  const before = tally.repeats;
  await until(() => tally.repeats > before + 40);
  await limited.kill();
  expect(tally.acknowledged.size).toBeGreaterThan(10);

  const second = await startCollector(world.program, options);
  lead(second);
  await world.startFirehose();
  await run.finish();
  const { recovered } = await second.stop();
  expect(recovered).toBeGreaterThan(10);
  expect(spoolFiles(world)).toEqual([]);
  await expectNothingLost(run);
});
