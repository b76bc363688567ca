import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const IGNORE = '.gitignore';
const text = '# Written by Sluice: what lies here is made by running it, and is never committed.\n*\n';

/** What the folders that Sluice makes hold, at their top: everything else was put there by somebody else. */
export const OWN_NAMES = {
  /** A data folder: `.sluice`, or what `--data` names. */
  data: /^(stream|lake|dead-letters|spool|replay|cache|dev\.json|\.dev-\d+\.json)$/,
  lake: /^(source|raw|columnar|daily|errors)$/,
  deadLetters: /^(open|(year|event)=.*)$/,
  /** The log of acknowledged events of a stream or a spool. */
  log: /^(.+\.(wal|lock|cursor|tmp)|quarantine)$/,
  replay: /^(replayed\.ndjson|lock(-.*)?)$/,
} as const;

/**
 * Keeps a folder out of git, whatever the repository around it ignores: writes an ignore file into it, once. Left alone where it has
 * one already, holds anything that is not ours (no name of `own`), or cannot be written: what is kept there matters more. Says whether
 * it wrote one.
 */
export async function keepOutOfGit(folder: string, own: RegExp): Promise<boolean> {
  try {
    const names = await readdir(folder);
    if (names.includes(IGNORE) || !names.every((name) => own.test(name))) return false;
    await writeFile(join(folder, IGNORE), text, { flag: 'wx' });
    return true;
  } catch {
    // A folder that is not there, or no right to write in it: nothing to keep out, or nothing to be done.
    return false;
  }
}

/** Makes a folder where it is missing, and keeps it out of git. */
export async function makeOwnFolder(folder: string, own: RegExp): Promise<void> {
  await mkdir(folder, { recursive: true });
  await keepOutOfGit(folder, own);
}
