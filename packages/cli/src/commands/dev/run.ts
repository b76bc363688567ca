import path from 'node:path';
import type { CounterValues } from '@sluice/ingest';
import { CommandError, dataFolder, findProject, type Project, problemsOf } from '@sluice/project';
import { compareOutputs, computeOutputs } from '@sluice/project/generate';
import { exit } from '../../exit.js';
import { count, type Io } from '../../io.js';
import { type Pipeline, startPipeline } from '../../pipeline.js';
import { renderProblems } from '../../render-problems.js';
import { announceDev, type DevNote, findDev } from './dev-file.js';
import { shellWord, validExample } from './event-example.js';
import { type Reloadable, reloadable, watchDefinitions } from './live-contract.js';
import type { Options } from './options.js';

/** Runs collector, stream and lake until stopped, on the contract that the definitions make; it follows them. */
export async function run(_args: readonly [], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const dataDir = dataFolder(project, options.data);
  await refuseSecond(dataDir);
  await warnIfStale(project, io);
  const report = ({ message }: { message: string }) => io.err(`${io.paint.yellow('!')} ${message}`);
  const stopped = io.stopped();
  const live = await reloadable(project);
  const pipeline = await start({
    contract: live.contract,
    dataDir,
    port: options.port ?? 8080,
    ...(options.firehosePort !== undefined && { firehosePort: options.firehosePort }),
    report,
  });
  const note = await announceDev(dataDir, pipeline.url, live.contract.digest);
  io.out(await welcome(pipeline, live, path.relative(io.cwd, dataDir) || '.', io));
  const stopWatching = watchDefinitions(project, () => follow(live, note, io));
  const stopCounting = countAloud(pipeline, io);
  await stopped;
  stopWatching();
  stopCounting();
  io.out('\nStopping: delivering what was acknowledged …');
  await pipeline.close();
  await note.withdraw();
  io.out(`${io.paint.green('✓')} ${summary(pipeline.collector.counters.values())}`);
  return exit.clean;
}

/** After a change of the definitions: the new contract, or the old one and why. */
async function follow({ contract, reload }: Reloadable, note: DevNote, io: Io): Promise<void> {
  try {
    if (!(await reload())) return;
    await note.update(contract.digest);
    io.out(
      `${io.paint.green('✓')} The definitions changed: events are judged by them from now on. Queries follow after: npx sluice generate`,
    );
  } catch (error) {
    const why = problemsOf(error) ? renderProblems(error, io.paint) : ((error as Error).message ?? String(error));
    io.err(
      `${io.paint.yellow('!')} The definitions changed and cannot be read; the contract from before stays in force.\n${why}`,
    );
  }
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

/** Queries and merges read the registry; somebody who edits a definition and forgets to generate should hear of it. */
async function warnIfStale(project: Project, io: Io): Promise<void> {
  const { missing, stale, orphaned } = await compareOutputs(project, (await computeOutputs(project)).files);
  const files = missing.length + stale.length + orphaned.length;
  if (files > 0)
    io.err(
      `${io.paint.yellow('!')} ${count(files, 'generated file')} out of date: queries would not see what changed. Run: npx sluice generate`,
    );
}

async function welcome(
  { url, firehoseUrl }: Pipeline,
  { contract }: Reloadable,
  data: string,
  { paint }: Io,
): Promise<string> {
  const example = await validExample(contract.model, contract);
  return [
    `${paint.green('✓')} Sluice is running. Ctrl-C stops it.`,
    `  Collector     ${paint.bold(url)} (without write keys: every program on this machine may send)`,
    ...(firehoseUrl === undefined ? [] : [`  Firehose      ${firehoseUrl} (stream "events")`]),
    `  Lake          ${data}/lake`,
    ...(example
      ? [
          `  Try           curl -d ${shellWord(example.json)} ${url}/events/${example.event}`,
          `  Then          npx sluice query "SELECT * FROM ${example.table}"`,
        ]
      : ['  Next          npx sluice new <event>, in another terminal: events of it are accepted at once']),
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
