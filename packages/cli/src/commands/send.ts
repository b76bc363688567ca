import { text } from 'node:stream/consumers';
import type { Verdict } from '@sluice/ingest';
import type { Options } from '../commands.js';
import { findDev } from '../dev-file.js';
import { CommandError, exit } from '../exit.js';
import type { Io } from '../io.js';
import { dataFolder, findProject } from '../project.js';

/** Posts one event (the JSON as given, or standard input) and prints the verdict. Exit 3 where it was refused. */
export async function run([event = '', body]: readonly string[], options: Options, io: Io): Promise<number> {
  const url = typeof options.url === 'string' ? options.url.replace(/\/$/, '') : await devUrl(options, io);
  const response = await post(`${url}/events/${encodeURIComponent(event)}`, body ?? (await text(process.stdin)));
  const answer = (await response.json()) as {
    results?: Verdict[];
    error?: { code: string; message: string; fix: string };
  };
  if (options.json) io.out(JSON.stringify(answer, null, 2));
  else if (answer.results) for (const verdict of answer.results) io.out(describe(verdict, io));
  else io.out(`${io.paint.red('✗')} ${answer.error?.message} (${answer.error?.code})\n  ${answer.error?.fix}`);
  if (response.ok) return exit.clean;
  return response.status >= 500 ? exit.failed : exit.findings;
}

async function devUrl(options: Options, io: Io): Promise<string> {
  const dev = await findDev(dataFolder(await findProject(io.cwd), options.data));
  if (dev) return dev.url;
  throw new CommandError(
    'No collector runs on this project.',
    'Start one in another terminal: sluice dev. Or name one: --url http://…',
  );
}

async function post(url: string, body: string): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  } catch {
    throw new CommandError(`No collector answers at ${url}.`, 'Is it running? Start one with: sluice dev');
  }
}

function describe(verdict: Verdict, { paint }: Io): string {
  const name = [verdict.event, verdict.version].filter(Boolean).join(' ');
  if (!verdict.errors?.length) return `${paint.green('✓')} ${verdict.status}: ${name}, eventId ${verdict.eventId}`;
  const lines = verdict.errors.map(
    ({ code, path, message }) => `  ${path || '(the event)'}: ${message} ${paint.dim(`(${code})`)}`,
  );
  return [`${paint.red('✗')} ${verdict.status}: ${name}; kept as a dead letter`, ...lines].join('\n');
}
