import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { sendRequests } from './http-load.js';

/** A server's CPU per event against that of the same server which only parses. */
export interface CollectorBenchmark {
  readonly name: string;
  readonly floor: string;
  readonly kind: 'forward' | 'parse';
  /** CPU of the floor ÷ CPU of the collector must be at least this. */
  readonly budget: number;
  /** Events in a request. */
  readonly events: number;
  /** Requests in a round. */
  readonly requests: number;
}

/** What was measured: the median of the ratios of all rounds. */
export interface CollectorResult {
  readonly ratio: number;
  readonly perSecond: number;
  readonly floorPerSecond: number;
}

const forward = 'the same server that parses, forwards and answers without validating';
const parse = 'the same server that only parses and answers, without records for a sink';

/** One event a request, and a hundred; against a server that does all but the collector's work, and one that does nothing. */
export const collectorBenchmarks: readonly CollectorBenchmark[] = [
  { name: 'collector, single events', floor: forward, kind: 'forward', budget: 0.7, events: 1, requests: 4_000 },
  { name: 'collector, batches of 100', floor: forward, kind: 'forward', budget: 0.9, events: 100, requests: 400 },
  {
    name: 'collector beside parsing, single events',
    floor: parse,
    kind: 'parse',
    budget: 0.7,
    events: 1,
    requests: 4_000,
  },
  {
    name: 'collector beside parsing, batches of 100',
    floor: parse,
    kind: 'parse',
    budget: 0.9,
    events: 100,
    requests: 400,
  },
];

const rounds = 11;
const connections = 16;

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
}

/**
 * Runs both servers in processes of their own, sends them the same requests over kept connections in turn, and compares the CPU
 * that each process says it has used: neither the client nor the machine's other work counts.
 */
export async function measureCollector(root: string, benchmark: CollectorBenchmark): Promise<CollectorResult> {
  const servers = [await start(root, benchmark.kind), await start(root, 'subject')] as const;
  try {
    const nextBody = bodies(benchmark.events);
    const pairs: { readonly floor: number; readonly subject: number }[] = [];
    for (let round = 0; round <= rounds; round++) {
      const used = {
        floor: await cpu(servers[0], benchmark, nextBody),
        subject: await cpu(servers[1], benchmark, nextBody),
      };
      if (round > 0) pairs.push(used);
    }
    const perRound = benchmark.events * benchmark.requests;
    return {
      ratio: median(pairs.map((pair) => pair.floor / pair.subject)),
      perSecond: (perRound / median(pairs.map((pair) => pair.subject))) * 1000,
      floorPerSecond: (perRound / median(pairs.map((pair) => pair.floor))) * 1000,
    };
  } finally {
    for (const { child } of servers) child.disconnect();
  }
}

async function start(root: string, kind: string): Promise<Server> {
  const child = fork(path.join(root, 'scripts', 'run-typescript.mjs'), ['bench/collector-server.ts', kind]);
  const { port } = await reply<{ port: number }>(child);
  return { child, port };
}

function reply<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The server ended with ${code}.`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Message);
    });
  });
}

/** Milliseconds of CPU that a server needs for a round. */
async function cpu({ child, port }: Server, benchmark: CollectorBenchmark, nextBody: () => string): Promise<number> {
  const before = await usage(child);
  await sendRequests(port, benchmark.requests, connections, nextBody);
  return (await usage(child)) - before;
}

async function usage(child: ChildProcess): Promise<number> {
  const answer = reply<{ cpu: NodeJS.CpuUsage }>(child);
  child.send('cpu');
  const { user, system } = (await answer).cpu;
  return (user + system) / 1000;
}

/** Bodies as the event client writes them, every event with an id of its own. */
function bodies(events: number): () => string {
  let serial = 0;
  const event = () => {
    const eventId = `01924f5e-0000-7000-8000-${(++serial).toString(16).padStart(12, '0')}`;
    return JSON.stringify({
      eventId,
      event: 'purchase',
      version: '1.1',
      timestamp: 1_714_521_600_000 + serial,
      userId: 512_475_445 + serial,
      anonymousId: `a-${serial}-5b8f0c7e21`,
      sessionId: `f16bbf7a-${serial}`,
      context: {
        app: { name: 'shop', version: '3.4.1' },
        sdk: '@sluice/sdk/0.1.0',
        contract: '1578cd66573654d7ab74da48ae2694939265676fd2808fddc4bd628653717e34',
        locale: 'en-GB',
        os: 'iOS 18.1',
      },
      productId: 44_600_062,
      amount: 35.79,
    });
  };
  if (events === 1) return event;
  return () => `{"sentAt":1714521600000,"batch":[${Array.from({ length: events }, event).join(',')}]}`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
