import { CommandError, dataFolder, findProject, type Project, UsageError } from '@sluice/project';
import { exit } from '../../exit.js';
import type { Io } from '../../io.js';
import type { Options } from './options.js';
import { type ServeSettings, serveSettings } from './settings.js';
import { type Served, startServing } from './start.js';
import { welcome } from './text.js';

/** Runs the collector for production until SIGTERM, then answers what is in flight and drains what it can. */
export async function run(_args: readonly [], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const settings = serveSettings(project.config.collector, options, process.env);
  const dataDir = dataFolder(project, options.data);
  const stopped = io.stopped();
  const served = await start(project, settings, dataDir);
  io.err(welcome(settings, served.url, dataDir, io));
  await stopped;
  io.err('Stopping: answering what is in flight, then draining …');
  const { records } = await served.stop(settings.shutdownMs);
  const { received, accepted, rejected, retried } = served.counters.values();
  io.err(`${received} received, ${accepted} accepted, ${rejected} rejected, ${retried} not acknowledged`);
  if (records > 0) io.err(`${records} acknowledged events wait in the spool for the next start.`);
  return exit.clean;
}

async function start(project: Project, settings: ServeSettings, dataDir: string): Promise<Served> {
  try {
    return await startServing(project, settings, dataDir);
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException & { fix?: unknown }, settings);
  }
}

/** What an operator can put right is said without a stack. */
function explained(error: NodeJS.ErrnoException & { fix?: unknown }, { host, port }: ServeSettings): unknown {
  const where = `${host}:${port}`;
  const known: { readonly [code: string]: readonly [string, string] } = {
    EADDRINUSE: [
      `${where} is in use.`,
      'Stop what uses it, or take another port: --port, SLUICE_PORT or collector.port.',
    ],
    EACCES: [`This process may not use ${error.path ?? where}.`, 'Take a port above 1023, or give it the right.'],
    EADDRNOTAVAIL: [`${host} is no address of this machine.`, 'Give another: --host, SLUICE_HOST or collector.host.'],
    ENOTFOUND: [`${host} is not a known host.`, 'Give another: --host, SLUICE_HOST or collector.host.'],
  };
  const [message, fix] = known[error.code ?? ''] ?? [];
  if (message !== undefined && fix !== undefined) return new CommandError(message, fix);
  if (error.code === 'RegionMissing') return new UsageError(NO_REGION);
  if (error.name !== 'SinkError' || typeof error.fix !== 'string') return error;
  return new CommandError(error.message.replace(` ${error.fix}`, ''), error.fix);
}

const NO_REGION =
  'collector.sink has no region, and the environment names none. Set region in sluice.config.ts, or AWS_REGION.';
