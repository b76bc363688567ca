import { compareTwoVersions, type VersionDifference } from '@sluice/compat';
import { inWords } from '@sluice/compat/internal';
import { compareVersions, type EventFamily, type EventVersion, modelOf, nearest } from '@sluice/contract';
import { findProject, UsageError } from '@sluice/project';
import { projectDialects, projectRules, warehouseEffects, warehouseSurfaces } from '@sluice/project/check';
import { publishedDocuments } from '@sluice/project/registry';
import { exit } from '../../exit.js';
import type { Io } from '../../io.js';
import { today } from '../../today.js';
import type { Options } from './options.js';
import { renderDifference, type SurfaceEffects } from './render-difference.js';

/** Says what changed between two versions of an event: its last two, unless they are named. */
export async function run(
  [name, ...others]: readonly [string, string?, string?],
  options: Options,
  io: Io,
): Promise<number> {
  const project = await findProject(io.cwd);
  const head = modelOf(await publishedDocuments(project));
  const family = head.events.find((event) => event.name === name);
  if (!family) throw unknownEvent(name, head.events);
  const wanted = others.filter((one) => one !== undefined);
  const [from, to] = chosen(family, wanted);
  const surfaces = warehouseSurfaces(projectDialects(project.config), head, project.config);
  const difference = compareTwoVersions(head, from, to, {
    surfaces,
    now: today(options),
    rules: projectRules(project.config),
  });
  const warehouses = warehouseEffects({ family, from, to }, head, project.config);
  io.out(options.json ? json(difference, warehouses) : renderDifference(difference, warehouses, io.paint));
  return exit.clean;
}

function unknownEvent(name: string, events: readonly EventFamily[]): UsageError {
  const names = events.map((event) => event.name);
  const guess = nearest(name, names);
  return new UsageError(
    `There is no event "${name}"${guess ? `; did you mean ${guess}?` : names.length > 0 ? `. There are ${names.join(', ')}.` : ' yet. sluice new writes a first one.'}`,
  );
}

/** Older version first, in whatever order they were named. One name alone is compared with the version before it. */
function chosen({ name, versions }: EventFamily, wanted: readonly string[]): readonly [EventVersion, EventVersion] {
  const named = [...wanted].sort(compareVersions).map((version) => {
    const found = versions.find((one) => one.version === version);
    if (found) return found;
    const there = versions.map((one) => one.version).join(', ');
    throw new UsageError(`There is no ${name} ${version}; there are ${there}.`);
  });
  const to = named.at(-1) ?? versions.at(-1);
  const from = named.length > 1 ? named[0] : to && versions[versions.indexOf(to) - 1];
  if (from && to && from !== to) return [from, to];
  throw new UsageError(`${name} ${to?.version} has no other version to compare with.`);
}

function json({ event, from, to, changes, findings, needed }: VersionDifference, warehouses: SurfaceEffects): string {
  const words = changes.map((change) => ({ kind: change.kind, ...inWords(change) }));
  return JSON.stringify({ event, from, to, needed, changes: words, findings, warehouses }, null, 2);
}
