import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What a running `sluice dev` says about itself to other commands. */
export interface DevProcess {
  readonly pid: number;
  readonly url: string;
}

const fileIn = (dataDir: string) => path.join(dataDir, 'dev.json');

/** Leaves the note; the returned function takes it away again. */
export async function announceDev(dataDir: string, dev: DevProcess): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(fileIn(dataDir), `${JSON.stringify(dev)}\n`);
  return () => rm(fileIn(dataDir), { force: true });
}

/** The `sluice dev` that runs on this data folder, or undefined; a note whose process is gone does not count. */
export async function findDev(dataDir: string): Promise<DevProcess | undefined> {
  try {
    const dev = JSON.parse(await readFile(fileIn(dataDir), 'utf8')) as DevProcess;
    process.kill(dev.pid, 0);
    return dev;
  } catch {
    return undefined;
  }
}
