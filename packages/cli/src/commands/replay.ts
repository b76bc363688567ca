import { randomUUID } from 'node:crypto';
import { type DeadLetter, EVENT_LIMIT, openReplayLog, readDeadLetters, reasonOf, replay } from '@sluice/ingest';
import type { Options } from '../commands.js';
import { exit } from '../exit.js';
import { count, type Io } from '../io.js';
import { openStream } from '../pipeline.js';
import { dataFolder, findProject } from '../project.js';
import { loadRuntimeContract } from '../runtime-contract.js';

/** Judges dead letters again and stores those that are valid now. Exit 1 where some were valid but not stored. */
export async function run(_args: readonly string[], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const dataDir = dataFolder(project, options.data);
  const contract = await loadRuntimeContract(project);
  const warn = (text: string) => io.err(`${io.paint.yellow('!')} ${text}`);
  const stream = await openStream({ contract, dataDir, report: ({ message }) => warn(message) });
  const log = await openReplayLog(dataDir, Date.now);
  const letters = chosen(
    readDeadLetters(dataDir, (bad) => warn(JSON.stringify(bad))),
    options,
  );
  const submit = stream.send.bind(stream);
  const counts = await replay({
    letters,
    submit,
    log,
    contract,
    eventLimit: EVENT_LIMIT,
    randomId: randomUUID,
  }).finally(async () => {
    await log.close();
    await stream.close();
  });
  if (options.json) io.out(JSON.stringify(counts, null, 2));
  else {
    io.out(
      `${io.paint.green('✓')} ${count(counts.replayed, 'event')} replayed, ${counts.stillInvalid} still invalid, ${counts.alreadyReplayed} replayed before.`,
    );
    if (counts.notAcknowledged > 0)
      io.out(`${io.paint.red('✗')} ${counts.notAcknowledged} were valid but could not be stored. Run it again.`);
  }
  return counts.notAcknowledged > 0 ? exit.failed : exit.clean;
}

async function* chosen(letters: AsyncIterable<DeadLetter>, { event, reason }: Options): AsyncIterable<DeadLetter> {
  for await (const letter of letters) {
    if ((event === undefined || letter.event === event) && (reason === undefined || reasonOf(letter) === reason))
      yield letter;
  }
}
