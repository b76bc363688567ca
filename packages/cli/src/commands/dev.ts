import path from 'node:path';
import type { CounterValues } from '@sluice/ingest';
import type { Options } from '../commands.js';
import { announceDev, findDev } from '../dev-file.js';
import { CommandError, exit, UsageError } from '../exit.js';
import { count, type Io } from '../io.js';
import { compareOutputs, computeOutputs } from '../outputs.js';
import { type Pipeline, startPipeline } from '../pipeline.js';
import { dataFolder, findProject, type Project } from '../project.js';
import { loadRuntimeContract } from '../runtime-contract.js';

/** Runs collector, stream and lake until stopped. */
export async function run(_args: readonly string[], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const dataDir = dataFolder(project, options.data);
  await refuseSecond(dataDir);
  await warnIfStale(project, io);
  const report = ({ message }: { message: string }) => io.err(`${io.paint.yellow('!')} ${message}`);
  const stopped = io.stopped();
  const pipeline = await start({
    contract: await loadRuntimeContract(project),
    dataDir,
    port: portOf(options.port ?? 8080),
    ...(options.firehosePort !== undefined && { firehosePort: portOf(options.firehosePort) }),
    report,
  });
  const withdraw = await announceDev(dataDir, pipeline.url);
  io.out(welcome(pipeline, path.relative(io.cwd, dataDir) || '.', io));
  const stopCounting = countAloud(pipeline, io);
  await stopped;
  stopCounting();
  io.out('\nStopping: delivering what was acknowledged …');
  await pipeline.close();
  await withdraw();
  io.out(`${io.paint.green('✓')} ${summary(pipeline.collector.counters.values())}`);
  return exit.clean;
}

async function start(options: Parameters<typeof startPipeline>[0]): Promise<Pipeline> {
  try {
    return await startPipeline(options);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new CommandError(
      `Port ${(error as { port?: number }).port ?? options.port} is in use.`,
      'Stop what uses it, or take another: sluice dev --port 0',
    );
  }
}

async function refuseSecond(dataDir: string): Promise<void> {
  const other = await findDev(dataDir);
  if (!other) return;
  throw new CommandError(
    `sluice dev runs already on this folder: ${other.url} (process ${other.pid}).`,
    'Stop it first, or give another folder: --data <folder>',
  );
}

/** The pipeline runs on the registry; somebody who edits a definition and forgets to generate should hear of it. */
async function warnIfStale(project: Project, io: Io): Promise<void> {
  const { missing, stale, orphaned } = await compareOutputs(project, (await computeOutputs(project)).files);
  const files = missing.length + stale.length + orphaned.length;
  if (files > 0)
    io.err(
      `${io.paint.yellow('!')} ${count(files, 'generated file')} out of date; running on the registry as it is. Run: sluice generate`,
    );
}

function portOf(given: unknown): number {
  const port = Number(given);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new UsageError(`"${given}" is not a port. Give a number from 0 to 65535.`);
}

function welcome({ url, firehoseUrl }: Pipeline, data: string, { paint }: Io): string {
  return [
    `${paint.green('✓')} Sluice is running. Ctrl-C stops it.`,
    `  Collector     ${paint.bold(url)} (without write keys: every program on this machine may send)`,
    ...(firehoseUrl === undefined ? [] : [`  Firehose      ${firehoseUrl} (stream "events")`]),
    `  Lake          ${data}/lake`,
    `  Try           curl -d '{"userId":1,"productId":44600062,"amount":35.79,"timestamp":1714521600000}' ${url}/events/purchase`,
    `  Then          npx sluice query "SELECT * FROM purchase"`,
  ].join('\n');
}

/** Says once a second what has come, where anything has. */
function countAloud({ collector }: Pipeline, io: Io): () => void {
  let last = '';
  const timer = setInterval(() => {
    const text = summary(collector.counters.values());
    if (text !== last && collector.counters.values().received > 0) io.out(io.paint.dim(`  ${text}`));
    last = text;
  }, 1000);
  return () => clearInterval(timer);
}

function summary({ received, accepted, rejected, retried, rejectedByCode }: CounterValues): string {
  const reasons = Object.entries(rejectedByCode).map(([code, number]) => `${code} ${number}`);
  const parts = [
    `${received} received`,
    `${accepted} accepted`,
    `${rejected} rejected${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}`,
  ];
  return [...parts, ...(retried > 0 ? [`${retried} not acknowledged`] : [])].join(', ');
}
