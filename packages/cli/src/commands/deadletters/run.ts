import {
  type BadLine,
  type DeadLetter,
  type DeadLetterGroup,
  groupDeadLetters,
  type Period,
  pruneDeadLetters,
  readDeadLetters,
  readReplayLog,
  readStreamErrors,
} from '@sluice/ingest';
import { dataFolder, findProject, UsageError } from '@sluice/project';
import { registryModel } from '@sluice/project/registry';
import { exit } from '../../exit.js';
import { count, type Io } from '../../io.js';
import { loadRuntimeContract } from '../../runtime-contract.js';
import { gateOf, lockedLog } from '../replay/gate.js';
import { choiceOf } from './choice.js';
import { visibleFields } from './fields.js';
import type { Options } from './options.js';
import { describeBad, describeGroup, type Listed, listed } from './text.js';

/** Lists what was rejected and not replayed since, by reason, event and app, with one example each. */
export async function run(_args: readonly [], options: Options, io: Io): Promise<number> {
  const { period, chosen } = choiceOf(options);
  const project = await findProject(io.cwd);
  const dataDir = dataFolder(project, options.data);
  if (options.prune === true) return prune(dataDir, period, options, io);
  const warn = (bad: BadLine) => io.err(`${io.paint.yellow('!')} ${describeBad(bad)}`);
  const log = await readReplayLog(dataDir);
  const gate = gateOf(await loadRuntimeContract(project));
  const sources = [readDeadLetters(dataDir, warn, period), readStreamErrors(dataDir, gate, warn, period)];
  const groups = await groupDeadLetters(waiting(sources, (letter) => !log.has(letter) && chosen(letter)));
  const visible = visibleFields(await registryModel(project));
  const shown = groups.map((group) =>
    listed(group, options.showPersonal === true ? undefined : visible(group.event, group.example.raw)),
  );
  io.out(options.json ? JSON.stringify(shown, null, 2) : textOf(shown, groups, io));
  return exit.clean;
}

/** Makes room: files of which every letter was replayed go. */
async function prune(dataDir: string, period: Period, options: Options, io: Io): Promise<number> {
  const other = (['event', 'reason', 'app'] as const).find((name) => options[name] !== undefined);
  if (other !== undefined) throw new UsageError(`--${other} does not go with --prune: files are removed whole.`);
  const log = await lockedLog(dataDir);
  try {
    const pruned = await pruneDeadLetters(dataDir, (letter) => log.has(letter), period);
    const text = `${count(pruned.letters, 'replayed letter')} in ${count(pruned.files, 'file')} removed, ${pruned.bytes} bytes.`;
    io.out(options.json ? JSON.stringify(pruned, null, 2) : `${io.paint.green('✓')} ${text}`);
    return exit.clean;
  } finally {
    await log.close();
  }
}

function textOf(shown: readonly Listed[], groups: readonly DeadLetterGroup[], io: Io): string {
  if (shown.length === 0) return `${io.paint.green('✓')} No dead letters.`;
  const events = groups.reduce((sum, group) => sum + group.count, 0);
  const total = `${events} in ${groups.length} ${groups.length === 1 ? 'group' : 'groups'}.`;
  return [...shown.map((group) => describeGroup(group, io)), io.paint.dim(total)].join('\n\n');
}

async function* waiting(
  sources: readonly AsyncIterable<DeadLetter>[],
  meant: (letter: DeadLetter) => boolean,
): AsyncIterable<DeadLetter> {
  for (const letters of sources) for await (const letter of letters) if (meant(letter)) yield letter;
}
