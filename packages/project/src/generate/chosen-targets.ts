import { type TargetEntry, targets } from '@sluice/generators';
import { idsOf } from '../configuration/ids.js';
import type { Project } from '../project.js';

/** The targets that a project can run: those of Sluice and behind them its own, in the order they run. */
export function allTargets({ config }: Pick<Project, 'config'>): readonly TargetEntry[] {
  const own = (config.targets ?? []).flatMap((target) => (typeof target === 'string' ? [] : [target]));
  return [...targets, ...own.map((target) => ({ id: target.id, folder: target.folder, load: async () => target }))];
}

/** The targets that a project runs, of those that it can. */
export function chosenTargets(
  { config }: Pick<Project, 'config'>,
  all = allTargets({ config }),
): readonly TargetEntry[] {
  if (!config.targets) return all.filter(({ optional }) => !optional);
  const chosen = idsOf(config.targets);
  return all.filter(({ id }) => chosen.has(id));
}
