import { text } from 'node:stream/consumers';
import { contractDigest, modelOf } from '@sluice/contract';
import type { Verdict } from '@sluice/ingest';
import { CommandError, dataFolder, findProject, type Project } from '@sluice/project';
import { publishedDocuments } from '@sluice/project/registry';
import { exit } from '../../exit.js';
import type { Io } from '../../io.js';
import { type DevProcess, findDev } from '../dev/dev-file.js';
import type { Options } from './options.js';
import { collectorUrl } from './url.js';

/** What a collector answers to one event. */
interface Reply {
  readonly results?: readonly Verdict[];
  readonly error?: { readonly code: string; readonly message: string; readonly fix: string };
}

/** Posts one event (the JSON as given, or standard input) and prints the verdict. Exit 3 where it was refused. */
export async function run([event, body]: readonly [string, string?], options: Options, io: Io): Promise<number> {
  const url = options.url === undefined ? await devUrl(options, io) : collectorUrl(options.url);
  const key = options.key ?? process.env[KEY];
  const sent = body ?? (await text(process.stdin));
  const response = await post(`${url}/events/${encodeURIComponent(event)}`, sent, key);
  const reply = await replyOf(response, url);
  if (options.json) io.out(JSON.stringify(reply, null, 2));
  else if (reply.results) for (const verdict of reply.results) io.out(describe(verdict, reply, io));
  else io.out(refusal(reply, io));
  if (response.ok) return exit.clean;
  return response.status >= 500 ? exit.failed : exit.findings;
}

/** Where the write key stands, so that no list of processes shows it. */
const KEY = 'SLUICE_WRITE_KEY';

async function devUrl(options: Options, io: Io): Promise<string> {
  const project = await findProject(io.cwd);
  const dev = await findDev(dataFolder(project, options.data));
  if (dev) {
    const stale = await staleness(dev, project);
    if (stale !== undefined) io.err(`${io.paint.yellow('!')} ${stale}`);
    return dev.url;
  }
  throw new CommandError(
    'No collector runs on this project.',
    'Start one in another terminal: sluice dev. Or name one: --url http://…',
  );
}

/** Why the collector at hand judges by another contract than the definitions say; undefined where it does not. */
async function staleness({ contract, pid }: DevProcess, project: Project): Promise<string | undefined> {
  if (contract === undefined) return undefined;
  try {
    if (contractDigest(modelOf(await publishedDocuments(project))) === contract) return undefined;
  } catch {
    return 'The definitions here cannot be read (sluice check says why): sluice dev judges by those from before.';
  }
  return `sluice dev (process ${pid}) runs on another contract than the definitions here. Stop it and start it again: npx sluice dev`;
}

async function post(url: string, body: string, key: string | undefined): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  try {
    return await fetch(url, { method: 'POST', headers, body });
  } catch {
    throw new CommandError(`No collector answers at ${url}.`, 'Is it running? Start one with: sluice dev');
  }
}

/** A proxy or another server answers with something else. */
async function replyOf(response: Response, url: string): Promise<Reply> {
  const reply = (await response.json().catch(() => undefined)) as Reply | undefined;
  if (reply?.results !== undefined || reply?.error?.code !== undefined) return reply;
  throw new CommandError(
    `What answers at ${url} is no collector: status ${response.status}.`,
    'Give the address of a collector: --url http://…',
  );
}

function describe(verdict: Verdict, reply: Reply, { paint }: Io): string {
  const name = [verdict.event, verdict.version].filter(Boolean).join(' ');
  if (verdict.status === 'retry') return `${paint.red('✗')} not stored: ${name}\n  ${why(reply)}`;
  if (!verdict.errors?.length) return `${paint.green('✓')} ${verdict.status}: ${name}, eventId ${verdict.eventId}`;
  const lines = verdict.errors.map(
    ({ code, path, message }) => `  ${path || '(the event)'}: ${message} ${paint.dim(`(${code})`)}`,
  );
  return [`${paint.red('✗')} ${verdict.status}: ${name}; kept as a dead letter`, ...lines].join('\n');
}

function refusal(reply: Reply, { paint }: Io): string {
  const hint = reply.error?.code === 'write-key-missing' ? `\n  Give it with --key, or in ${KEY}.` : '';
  return `${paint.red('✗')} ${why(reply)}${hint}`;
}

function why({ error }: Reply): string {
  return `${error?.message} (${error?.code})\n  ${error?.fix}`;
}
