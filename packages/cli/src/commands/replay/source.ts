import { hourMs } from '@sluice/disk';
import { type Gate, type RebuildCounts, type ReplayLog, readStreamErrors, rebuildRaw } from '@sluice/ingest';
import { dataFolder, findProject, UsageError } from '@sluice/project';
import { exit } from '../../exit.js';
import { count, type Io } from '../../io.js';
import { loadRuntimeContract } from '../../runtime-contract.js';
import { choiceOf } from '../deadletters/choice.js';
import { gateOf, lockedLog } from './gate.js';
import type { Options } from './options.js';

/** Makes raw rows again from the source backup, hour by hour. */
export async function rebuildFromSource(options: Options, io: Io): Promise<number> {
  const other = (['event', 'reason', 'app'] as const).find((name) => options[name] !== undefined);
  if (other !== undefined) throw new UsageError(`--${other} does not go with --from source: hours are rebuilt whole.`);
  const { period } = choiceOf(options);
  const project = await findProject(io.cwd);
  const dataDir = dataFolder(project, options.data);
  const contract = await loadRuntimeContract(project);
  const dryRun = options.dryRun === true;
  const log = await lockedLog(dataDir);
  const finished = async (hour: number, counts: RebuildCounts, eventIds: ReadonlySet<string>) => {
    io.err(io.paint.dim(`  ${new Date(hour).toISOString().slice(0, 13)}: ${textOf(counts)}`));
    if (!dryRun) await markStored(dataDir, hour, eventIds, gateOf(contract), log);
  };
  try {
    const counts = await rebuildRaw({ dataDir, contract, period, dryRun, finished });
    io.out(options.json ? JSON.stringify(counts, null, 2) : summary(counts, dryRun, io));
    return exit.clean;
  } finally {
    await log.close();
  }
}

/** What the transform refused once and has a row now must not be replayed again. */
async function markStored(
  dataDir: string,
  hour: number,
  eventIds: ReadonlySet<string>,
  gate: Gate,
  log: ReplayLog,
): Promise<void> {
  const period = { since: hour, until: hour + hourMs };
  for await (const { id, eventId } of readStreamErrors(dataDir, gate, () => undefined, period)) {
    if (eventIds.has(eventId.toLowerCase()) && !log.has({ id, eventId })) await log.mark([{ id, eventId }]);
  }
}

function textOf({ unchanged, replaced, added, stillInvalid, unidentified }: RebuildCounts): string {
  const parts = [`${added} added`, `${replaced} replaced`, `${unchanged} unchanged`, `${stillInvalid} still invalid`];
  return [...parts, ...(unidentified > 0 ? [`${unidentified} without id or time left alone`] : [])].join(', ');
}

function summary(counts: RebuildCounts, dryRun: boolean, { paint }: Io): string {
  const done = `${paint.green('✓')} ${dryRun ? 'Would rebuild' : 'Rebuilt'} from ${count(counts.read, 'event')}: ${textOf(counts)}.`;
  return counts.added + counts.replaced > 0 && !dryRun ? `${done}\n  Merge them: sluice merge --all` : done;
}
