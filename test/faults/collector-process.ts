import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { CounterValues, SpooledStats } from '@sluice/ingest';
import { onTestFinished } from 'vitest';

/** What a collector process is started with. */
export interface ChildOptions {
  /** The bundled contract. */
  readonly contractFile: string;
  readonly dataDir: string;
  readonly firehoseUrl: string;
  readonly spool: { readonly maxBytes?: number; readonly segmentBytes?: number };
  /** How long it drains when it is asked to stop. */
  readonly drainMs: number;
}

/** What a collector process says when it was asked to stop. */
export interface ChildReport {
  readonly counters: CounterValues;
  readonly sink: SpooledStats;
  /** Records found in the spool at the start. */
  readonly recovered: number;
}

/** A collector in a process of its own. */
export interface CollectorProcess {
  readonly url: string;
  /** As a crash would. */
  kill(): Promise<void>;
  /** Asks it to stop, and resolves to what it says. Rejects where it does not end well. */
  stop(): Promise<ChildReport>;
}

/** Starts a collector for the test that runs, and resolves when it listens. With `fileBlocks` no file of it may grow beyond so many blocks. */
export async function startCollector(
  program: string,
  options: ChildOptions,
  fileBlocks?: number,
): Promise<CollectorProcess> {
  const argv = ['--no-warnings', program, JSON.stringify(options)];
  const child =
    fileBlocks === undefined
      ? spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] })
      : spawn('sh', ['-c', `ulimit -f ${fileBlocks} && exec "$0" "$@"`, process.execPath, ...argv], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  const first = await lines.next();
  if (first.done === true) throw new Error('The collector ended before it listened.');
  return { url: first.value, kill: () => kill(child, ended), stop: () => stop(child, lines, ended) };
}

type Child = ChildProcessByStdio<null, Readable, null>;

async function kill(child: Child, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

async function stop(child: Child, lines: AsyncIterator<string>, ended: Promise<unknown>): Promise<ChildReport> {
  child.kill('SIGTERM');
  const line = await lines.next();
  const [code] = (await ended) as [number | null];
  if (code !== 0 || line.done === true) throw new Error(`The collector ended with ${code}.`);
  return JSON.parse(line.value) as ChildReport;
}
