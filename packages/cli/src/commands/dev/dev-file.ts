import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isRunning, makeOwnFolder, OWN_NAMES, ownMark, type ProcessMark } from '@sluice/disk';

/** What a running `sluice dev` says about itself to other commands. */
export interface DevProcess extends ProcessMark {
  readonly url: string;
  /** Digest of the contract that it runs on; unknown of one that an earlier release started. */
  readonly contract?: string;
}

/** How long a collector on this machine may take to say that it lives. */
const answerMs = 2000;

const fileIn = (dataDir: string) => path.join(dataDir, 'dev.json');

/** The note of a running `sluice dev`. */
export interface DevNote {
  /** Says on which contract it runs from now on, by its digest. */
  update(contract: string): Promise<void>;
  /** Takes the note away again, if it is still this one. */
  withdraw(): Promise<void>;
}

/** Leaves the note that this process collects at `url`, on the contract of this digest. */
export async function announceDev(dataDir: string, url: string, contract = ''): Promise<DevNote> {
  const mark = await ownMark();
  const noteOf = (digest: string) =>
    `${JSON.stringify({ ...mark, url, ...(digest !== '' && { contract: digest }) })}\n`;
  const write = async (text: string) => {
    const hidden = path.join(dataDir, `.dev-${process.pid}.json`);
    await makeOwnFolder(dataDir, OWN_NAMES.data);
    await writeFile(hidden, text);
    await rename(hidden, fileIn(dataDir));
  };
  let note = noteOf(contract);
  await write(note);
  const isThere = async () => (await textOf(dataDir)) === note;
  return {
    async update(digest) {
      if (!(await isThere())) return;
      note = noteOf(digest);
      await write(note);
    },
    async withdraw() {
      if (await isThere()) await rm(fileIn(dataDir), { force: true });
    },
  };
}

/**
 * The `sluice dev` that runs on this data folder, or undefined. A note counts only while the very process that left it runs
 * (process ids come again, in containers all the time) and its collector answers.
 */
export async function findDev(dataDir: string): Promise<DevProcess | undefined> {
  const dev = parsed(await textOf(dataDir));
  return dev && (await isRunning(dev)) && (await answers(dev.url)) ? dev : undefined;
}

async function textOf(dataDir: string): Promise<string> {
  return readFile(fileIn(dataDir), 'utf8').catch(() => '');
}

function parsed(text: string): DevProcess | undefined {
  try {
    const dev = JSON.parse(text) as Partial<DevProcess> | null;
    return typeof dev?.pid === 'number' && typeof dev.url === 'string' ? (dev as DevProcess) : undefined;
  } catch {
    return undefined;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/livez`, { signal: AbortSignal.timeout(answerMs) })).ok;
  } catch {
    return false;
  }
}
