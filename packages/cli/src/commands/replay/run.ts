import {
  type BadLine,
  type LocalStream,
  type ReplayCounts,
  type ReplayLog,
  type ReplayOptions,
  readDeadLetters,
  readReplayLog,
  readStreamErrors,
  rehearsalLog,
  replay,
  storedIn,
} from '@sluice/ingest';
import { dataFolder, findProject } from '@sluice/project';
import { exit } from '../../exit.js';
import { count, type Io } from '../../io.js';
import { openStream } from '../../pipeline.js';
import { loadRuntimeContract } from '../../runtime-contract.js';
import { choiceOf } from '../deadletters/choice.js';
import { describeBad } from '../deadletters/text.js';
import { gateOf, lockedLog } from './gate.js';
import type { Options } from './options.js';
import { rebuildFromSource } from './source.js';

/** Judges dead letters again and stores those that are valid now. Exit 1 where some were valid but not stored. */
export async function run(_args: readonly [], options: Options, io: Io): Promise<number> {
  if (options.from === 'source') return rebuildFromSource(options, io);
  const counts = options.dryRun ? await rehearse(options, io) : await replayLetters(options, io);
  if (options.json) io.out(JSON.stringify(documentOf(counts, options), null, 2));
  else io.out(summary(counts, options.dryRun === true, io));
  return counts.notAcknowledged > 0 ? exit.failed : exit.clean;
}

/** The counts that add up to what was read; what was not chosen is one of them where there was a choice. */
function documentOf({ read: _, notChosen, ...fates }: ReplayCounts, { event, reason, app }: Options): object {
  return [event, reason, app].every((one) => one === undefined) ? fates : { ...fates, notChosen };
}

async function replayLetters(options: Options, io: Io): Promise<ReplayCounts> {
  const { dataDir, warn, ...setting } = await settingOf(options, io);
  const log = await lockedLog(dataDir);
  let stream: LocalStream | undefined;
  try {
    stream = await openStream({ contract: setting.contract, dataDir, report: ({ message }) => warn(message) });
    const submit = stream.send.bind(stream);
    return await replay({ ...setting, submit, log, progress: progressTo(io) });
  } finally {
    await stream?.close();
    await log.close();
  }
}

/** The same, but nothing is stored and nothing noted. */
async function rehearse(options: Options, io: Io): Promise<ReplayCounts> {
  const { dataDir, warn: _, ...setting } = await settingOf(options, io);
  const log: ReplayLog = rehearsalLog(await readReplayLog(dataDir));
  const submit: ReplayOptions['submit'] = async (records) =>
    records.map((_, i) => ({ kind: 'acknowledged', recordId: String(i) }));
  return replay({ ...setting, submit, log, progress: progressTo(io) });
}

async function settingOf(options: Options, io: Io) {
  const { period, chosen: choose } = choiceOf(options);
  const project = await findProject(io.cwd);
  const dataDir = dataFolder(project, options.data);
  const gate = gateOf(await loadRuntimeContract(project));
  const warn = (text: string) => io.err(`${io.paint.yellow('!')} ${text}`);
  const onBad = (bad: BadLine) => warn(describeBad(bad));
  const letters = joined([readDeadLetters(dataDir, onBad, period), readStreamErrors(dataDir, gate, onBad, period)]);
  const stored: ReplayOptions['stored'] = (sought) => storedIn(dataDir, sought);
  return { ...gate, dataDir, warn, letters, choose, stored };
}

async function* joined<T>(sources: readonly AsyncIterable<T>[]): AsyncIterable<T> {
  for (const source of sources) yield* source;
}

/** Tells how far it is, at most once a second. */
function progressTo(io: Io): (counts: ReplayCounts) => void {
  let told = Date.now();
  return ({ read, replayed }) => {
    if (Date.now() - told < 1_000) return;
    told = Date.now();
    io.err(io.paint.dim(`  ${read} read, ${replayed} replayed …`));
  };
}

function summary(counts: ReplayCounts, dryRun: boolean, { paint }: Io): string {
  const { read, replayed, stillInvalid, alreadyReplayed, notChosen, notAcknowledged } = counts;
  const parts = [
    `${count(replayed, 'event')} ${dryRun ? 'would be replayed' : 'replayed'}`,
    `${stillInvalid} still invalid`,
    `${alreadyReplayed} stored before`,
    ...(notChosen > 0 ? [`${notChosen} not chosen`] : []),
  ];
  const lost = `${paint.red('✗')} ${notAcknowledged} were valid but could not be stored. Run it again.`;
  return [
    `${paint.green('✓')} ${parts.join(', ')} (${count(read, 'dead letter')}).`,
    ...(notAcknowledged > 0 ? [lost] : []),
  ].join('\n');
}
