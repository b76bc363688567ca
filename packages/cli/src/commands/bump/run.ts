import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compareVersions, nearest, parseVersion } from '@sluice/contract';
import { findProject, UsageError } from '@sluice/project';
import { exit } from '../../exit.js';
import type { Io } from '../../io.js';
import type { Options } from './options.js';

/** Copies the newest version of an event to the next minor (or major), to be edited. */
export async function run([name]: readonly [string], options: Options, io: Io): Promise<number> {
  const { root, config } = await findProject(io.cwd);
  const folder = `${config.schemas}/${name}`;
  const current = await newestVersion(path.join(root, config.schemas), name);
  const next = nextVersion(current, options.major === true);
  const text = await readFile(path.join(root, folder, `${current}.ts`), 'utf8');
  const bumped = text.replace(/(\bversion:\s*)(['"`])[\d.]+\2/, `$1$2${next}$2`);
  if (bumped === text) {
    throw new UsageError(
      `${folder}/${current}.ts does not say its version as a plain text (version: '${current}'). Copy it by hand.`,
    );
  }
  await writeFile(path.join(root, folder, `${next}.ts`), bumped, { flag: 'wx' });
  io.out(`${io.paint.green('✓')} Wrote ${io.paint.bold(`${folder}/${next}.ts`)}, a copy of ${current}.`);
  io.out(`  Edit it, then run: sluice generate && sluice check`);
  return exit.clean;
}

async function newestVersion(schemas: string, name: string): Promise<string> {
  const events = (await readdir(schemas, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  if (!events.includes(name)) {
    const guess = nearest(name, events);
    throw new UsageError(
      `There is no event "${name}"${guess ? `; did you mean ${guess}?` : events.length > 0 ? `. There are ${events.join(', ')}.` : ' yet. sluice new writes a first one.'}`,
    );
  }
  const versions = (await readdir(path.join(schemas, name)))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  const newest = versions
    .filter((version) => parseVersion(version))
    .sort(compareVersions)
    .at(-1);
  if (newest === undefined) throw new UsageError(`The folder of "${name}" holds no version yet.`);
  return newest;
}

function nextVersion(version: string, toMajor: boolean): string {
  const { major, minor } = parseVersion(version) ?? { major: 0, minor: 0 };
  return toMajor ? `${major + 1}.0` : `${major}.${minor + 1}`;
}
