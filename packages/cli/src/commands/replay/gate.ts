import { randomUUID } from 'node:crypto';
import {
  EVENT_LIMIT,
  type Gate,
  openReplayLog,
  REPLAY_BUSY,
  type ReplayLogFile,
  type RuntimeContract,
} from '@sluice/ingest';
import { CommandError } from '@sluice/project';

/** What a replay measures events against: the same as a collector with its defaults. */
export function gateOf(contract: RuntimeContract): Gate {
  return { contract, eventLimit: EVENT_LIMIT, randomId: randomUUID };
}

/** The replay log of a data folder; says who has it where another replay runs. */
export async function lockedLog(dataDir: string): Promise<ReplayLogFile> {
  try {
    return await openReplayLog(dataDir, Date.now);
  } catch (error) {
    if ((error as { code?: unknown }).code !== REPLAY_BUSY) throw error;
    throw new CommandError((error as Error).message, 'Wait until it has ended, then run this again.');
  }
}
