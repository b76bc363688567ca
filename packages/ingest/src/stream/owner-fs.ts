import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, keepOutOfGit, OWN_NAMES, ownMark, type ProcessMark } from '@sluice/disk';
import { parseSegmentFile, type SegmentName, segmentFile } from './segment.js';

/** Marks this process as the owner of segments in a folder, and finds those whose owner is gone. */
export interface Owner {
  /** Unique for ever: time, process id, count within the process, random part. */
  readonly id: string;
  /** Takes over segments of processes that no longer run; of several takers one gets each. */
  takeOrphans(): Promise<SegmentName[]>;
  /** Removes the mark; segments left behind can be taken by others. */
  release(): Promise<void>;
}

let entered = 0;

/** Enters the folder as a new owner. All owners of a folder must run on one machine. */
export async function enterAsOwner(folder: string, now: number, random: string): Promise<Owner> {
  await mkdir(folder, { recursive: true });
  await keepOutOfGit(folder, OWN_NAMES.log);
  const id = `${now}-${process.pid}-${entered++}-${random.slice(-8)}`;
  await writeMark(folder, id, await ownMark());
  return {
    id,
    takeOrphans: () => takeOrphans(folder, id),
    release: () => rm(lockFile(folder, id), { force: true }),
  };
}

async function takeOrphans(folder: string, taker: string): Promise<SegmentName[]> {
  const names = (await readdir(folder)).map(parseSegmentFile).filter((name) => name !== undefined);
  const taken: SegmentName[] = [];
  for (const name of names) {
    if (name.owner === taker || (await isAlive(folder, name.owner))) continue;
    const mine = { segment: name.segment, owner: taker };
    if (await moved(join(folder, segmentFile(name)), join(folder, segmentFile(mine)))) taken.push(mine);
  }
  await removeDeadMarks(folder);
  return taken.sort((a, b) => (a.segment < b.segment ? -1 : 1));
}

async function removeDeadMarks(folder: string): Promise<void> {
  const owners = (await readdir(folder)).filter((name) => name.endsWith('.lock')).map((name) => name.slice(0, -5));
  for (const owner of owners) {
    // A mark that cannot be removed is in nobody's way.
    if (!(await isAlive(folder, owner))) await rm(lockFile(folder, owner), { force: true }).catch(() => undefined);
  }
}

async function isAlive(folder: string, owner: string): Promise<boolean> {
  const mark = await readMark(folder, owner);
  return mark !== undefined && isRunning(mark);
}

async function writeMark(folder: string, id: string, mark: ProcessMark): Promise<void> {
  const hidden = join(folder, `.${id}.lock.tmp`);
  const handle = await open(hidden, 'w');
  try {
    await handle.writeFile(JSON.stringify(mark));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(hidden, lockFile(folder, id));
}

async function readMark(folder: string, owner: string): Promise<ProcessMark | undefined> {
  try {
    return JSON.parse(await readFile(lockFile(folder, owner), 'utf8')) as ProcessMark;
  } catch {
    return undefined;
  }
}

/** False where another one was faster, or the disk refuses: then it stays an orphan, and those that were taken are not forgotten. */
async function moved(from: string, to: string): Promise<boolean> {
  return rename(from, to).then(
    () => true,
    () => false,
  );
}

function lockFile(folder: string, owner: string): string {
  return join(folder, `${owner}.lock`);
}
