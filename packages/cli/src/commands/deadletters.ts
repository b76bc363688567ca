import {
  type DeadLetter,
  type DeadLetterGroup,
  groupDeadLetters,
  openReplayLog,
  type ReplayLog,
  readDeadLetters,
} from '@sluice/ingest';
import type { Options } from '../commands.js';
import { exit } from '../exit.js';
import { count, type Io } from '../io.js';
import { dataFolder, findProject } from '../project.js';

/** Lists what was rejected and not replayed since, by event and reason, with one example each. */
export async function run(_args: readonly string[], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const dataDir = dataFolder(project, options.data);
  const letters = readDeadLetters(dataDir, (bad) => io.err(`${io.paint.yellow('!')} ${JSON.stringify(bad)}`));
  const log = await openReplayLog(dataDir, Date.now);
  const groups = await groupDeadLetters(waiting(letters, log)).finally(() => log.close());
  if (options.json) io.out(JSON.stringify(groups, null, 2));
  else if (groups.length === 0) io.out(`${io.paint.green('✓')} No dead letters.`);
  else io.out(groups.map((group) => describe(group, io)).join('\n\n'));
  return exit.clean;
}

async function* waiting(letters: AsyncIterable<DeadLetter>, log: ReplayLog): AsyncIterable<DeadLetter> {
  for await (const letter of letters) if (!log.has(letter)) yield letter;
}

function describe({ reason, event, count: number, example, last }: DeadLetterGroup, { paint }: Io): string {
  const errors = example.errors.slice(0, 3).map(({ path, message }) => `  ${path || '(the event)'}: ${message}`);
  const raw = example.raw.length > 160 ? `${example.raw.slice(0, 160)} …` : example.raw;
  return [
    `${paint.red('✗')} ${paint.bold(event ?? '(no event name)')}: ${reason}, ${count(number, 'event')}, last at ${new Date(last).toISOString()}`,
    ...errors,
    paint.dim(`  as sent: ${raw}`),
  ].join('\n');
}
