import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ContractModel, modelOf, type RegistryDocument } from '@sluice/contract';
import {
  type FaultPlan,
  type FirehoseServer,
  type LocalStream,
  openLocalStream,
  readDeadLetters,
  serveFirehose,
} from '@sluice/ingest';
import { mergeLake, openLake } from '@sluice/lake';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { root } from '../support/sluice.js';
import { bundle, load } from '../validators/load.js';

/** Where the events of a test go: a Firehose that delivers into a lake, with the shop's own contract. */
export interface World {
  readonly dataDir: string;
  /** The bundled contract and the bundled collector, for child processes. */
  readonly contractFile: string;
  readonly program: string;
  readonly firehoseUrl: string;
  /** The service goes away: connections are refused. */
  stopFirehose(): Promise<void>;
  startFirehose(): Promise<void>;
  /** Delivers what Firehose has, merges the lake, and tells what is in it. */
  settle(): Promise<Found>;
}

/** What is in the lake and in the dead letters, by event id. */
interface Found {
  /** How often each id stands in the merged lake. */
  readonly merged: ReadonlyMap<string, number>;
  /** Rows in raw files, duplicates included. */
  readonly rawRows: number;
  readonly deadLetters: ReadonlySet<string>;
  /** Dead letters whose reason is not that they broke their schema. */
  readonly refusedBySink: number;
}

/** A world of its own for the test that runs. */
export async function openWorld(faults?: FaultPlan): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-faults-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const model = shopModel();
  const { contract, createTransform } = await load(model);
  const contractFile = join(dataDir, 'contract.mjs');
  await writeFile(contractFile, await bundle(model));
  const stream = await openLocalStream({
    dataDir,
    handler: createTransform(contract),
    now: Date.now,
    randomId: randomUUID,
    bufferMs: 200,
  });
  let firehose: FirehoseServer = await serveFirehose(stream, { ...(faults && { faults }) });
  const { url: firehoseUrl } = firehose;
  let running = true;
  const stopFirehose = async (): Promise<void> => {
    if (running) await firehose.close();
    running = false;
  };
  onTestFinished(async () => {
    await stopFirehose();
    await stream.close();
  });
  return {
    dataDir,
    contractFile,
    program: await bundleProgram(dataDir),
    firehoseUrl,
    stopFirehose,
    startFirehose: async () => {
      if (running) return;
      firehose = await serveFirehose(stream, { port: Number(new URL(firehoseUrl).port), ...(faults && { faults }) });
      running = true;
    },
    settle: () => settle(dataDir, stream, model),
  };
}

/** Files below the folder of a world's spool that hold records. */
export function spoolFiles({ dataDir }: World): string[] {
  const folder = join(dataDir, 'spool');
  return existsSync(folder) ? readdirSync(folder).filter((name) => !/\.lock$|^\.gitignore$/.test(name)) : [];
}

async function settle(dataDir: string, stream: LocalStream, model: ContractModel): Promise<Found> {
  await stream.flush();
  const lakeDir = join(dataDir, 'lake');
  const report = await mergeLake({ lakeDir, model, now: new Date(), runId: randomUUID() });
  const failed = report.hours.filter(({ kind }) => kind === 'failed');
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
  const rawRows = report.hours.reduce((sum, hour) => sum + (hour.kind === 'merged' ? hour.record.rowsIn : 0), 0);
  return { merged: await mergedIds(lakeDir, model), rawRows, ...(await lettersOf(dataDir)) };
}

async function mergedIds(lakeDir: string, model: ContractModel): Promise<Map<string, number>> {
  const lake = await openLake({ lakeDir, model });
  try {
    const { rows } = await lake.query('SELECT event_id, count(*) FROM events GROUP BY event_id');
    return new Map(rows.map(([id, count]) => [String(id), Number(count)]));
  } finally {
    await lake.close();
  }
}

async function lettersOf(dataDir: string): Promise<Pick<Found, 'deadLetters' | 'refusedBySink'>> {
  const deadLetters = new Set<string>();
  let refusedBySink = 0;
  for await (const { eventId, errors } of readDeadLetters(dataDir, () => undefined)) {
    deadLetters.add(eventId);
    if (errors[0]?.code === 'sink-refused') refusedBySink++;
  }
  return { deadLetters, refusedBySink };
}

function shopModel(): ContractModel {
  const folder = join(root, 'registry');
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.json')).sort();
  return modelOf(files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RegistryDocument));
}

/** One file, so that a process starts quickly. CommonJS in it needs a `require`. */
async function bundleProgram(folder: string): Promise<string> {
  const outfile = join(folder, 'collector.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'collector-child-fs.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['sluice-source'],
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    logLevel: 'error',
  });
  return outfile;
}
