import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseVersion, plainText } from '@sluice/contract';
import { configNames } from '../definitions/config-file.js';
import { changedFiles, filesContaining } from '../git/git.js';
import type { Project } from '../project.js';
import { parseRegistry } from '../registry/registry-files.js';

/** What a check has to look at: everything, or the events that differ from the base revision and those they are tied to. */
export type CheckScope = { readonly kind: 'all' } | SomeScope;

/** The events that differ from the base revision, and those they are tied to. */
export interface SomeScope {
  readonly kind: 'some';
  /** The events, with all their versions. */
  readonly events: ReadonlySet<string>;
  /** Versions whose definition or registry file differs: `<event>/<version>`. */
  readonly versions: ReadonlySet<string>;
}

const all: CheckScope = { kind: 'all' };

/**
 * Asks git what differs from the base revision. What is the same on both sides needs no check: definitions import nothing
 * but packages and files of their own folder. Everything is looked at where the envelope, the configuration or a file
 * that is no version differs.
 */
export async function scopeOfCheck(project: Project, commit: string): Promise<CheckScope> {
  const { root, config } = project;
  const paths = [config.schemas, config.registry, ...configNames];
  const files = await changedFiles(root, commit, paths);
  if (!files) return all;
  const versions = files
    .filter((file) => !file.startsWith(`${config.schemas}/`) || !/^[^/]+\/[^/]+\/waivers\//.test(file))
    .map((file) => versionOf(file, project));
  if (versions.some((version) => version === undefined || version.startsWith('envelope/'))) return all;
  const known = versions.filter((version) => version !== undefined);
  const events = new Set(known.map((version) => version.split('/')[0] ?? ''));
  return (await addTied(project, events)) ? { kind: 'some', events, versions: new Set(known) } : all;
}

/** `<event>/<version>` of a definition or a registry file; undefined for any other file. */
function versionOf(file: string, { config }: Project): string | undefined {
  for (const [folder, ending] of [
    [config.schemas, '.ts'],
    [config.registry, '.json'],
  ] as const) {
    if (!file.startsWith(`${folder}/`) || !file.endsWith(ending)) continue;
    const [event, version, ...more] = file.slice(folder.length + 1, -ending.length).split('/');
    if (event && more.length === 0 && parseVersion(version ?? '')) return `${event}/${version}`;
  }
  return undefined;
}

/** Adds the events that are tied to these by an old name, however far; false where git cannot say which they are. */
async function addTied({ root, config }: Project, events: Set<string>): Promise<boolean> {
  const files = await filesContaining(root, ['"sameWhen"', '"dualSent"'], config.registry);
  if (!files) return false;
  const ties = (await Promise.all(files.map((file) => tiesIn(root, file)))).flat();
  for (let before = -1; before !== events.size; ) {
    before = events.size;
    for (const pair of ties) if (pair.some((event) => events.has(event))) for (const event of pair) events.add(event);
  }
  return true;
}

async function tiesIn(root: string, file: string): Promise<string[][]> {
  if (!existsSync(path.join(root, file))) return [];
  const text = plainText(await readFile(path.join(root, file), 'utf8'));
  return parseRegistry(new Map([[file, text]])).flatMap(({ 'x-sluice': { event, renamedFrom = [] } }) =>
    renamedFrom.map((alias) => [event, alias.event]),
  );
}
