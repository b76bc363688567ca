import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isContractError, type Problem, problemsIn, publish, type RegistryDocument } from '@sluice/contract';
import type { SomeScope } from '../check/check-scope.js';
import { loadDefinitions } from '../definitions/load-definitions.js';
import { placedInside } from '../definitions/placed-problem.js';
import { ProblemList } from '../problems.js';
import type { Project } from '../project.js';
import { parseRegistry, registryTexts } from './registry-files.js';

/** The registry documents that the definitions in the work tree make, over what the registry has frozen already. */
export async function publishedDocuments(project: Project): Promise<RegistryDocument[]> {
  const definitions = await loadDefinitions(project);
  const lost = definitions.length > 0 && !definitions.some(({ kind }) => kind === 'envelope');
  if (lost) throw new ProblemList([envelopeMissing(project.config.schemas)]);
  return publishedFrom(project, definitions, parseRegistry(registryTexts(project)));
}

/** What only shows between definitions is placed in their files, too. */
function publishedFrom(project: Project, ...sides: Parameters<typeof publish>): RegistryDocument[] {
  try {
    return publish(...sides);
  } catch (error) {
    throw isContractError(error) ? new ProblemList(problemsIn(error).map((one) => placedIn(project, one))) : error;
  }
}

function placedIn({ root, config }: Project, problem: Problem): Problem {
  const [, event, version] = /^([a-z]\w*) (\d+\.\d+): /.exec(problem.path) ?? [];
  const file = `${config.schemas}/${event}/${version}.ts`;
  if (event === undefined || !existsSync(path.join(root, file))) return problem;
  return placedInside(problem, file, readFileSync(path.join(root, file), 'utf8'));
}

function envelopeMissing(schemas: string): Problem {
  return {
    code: 'envelope-missing',
    path: `${schemas}/envelope/1.0.ts`,
    message: 'There is no envelope: tables would have no event_id and no time.',
    fix: 'Define it with defineEnvelope in schemas/envelope/1.0.ts; sluice new writes a usual one with the first event.',
  };
}

/** The registry documents of the events in scope as they lie in the work tree. */
export interface ScopedRegistry {
  readonly all: readonly RegistryDocument[];
  /** Those that are the same at the base revision. */
  readonly kept: readonly RegistryDocument[];
}

/** Reads what a check looks at: the envelope and the events in scope. */
export function registryInScope(project: Project, scope: SomeScope): ScopedRegistry {
  const texts = registryTexts(project, new Set(['envelope', ...scope.events]));
  const all = parseRegistry(texts);
  const kept = all.filter(({ 'x-sluice': { event, version } }) => !scope.versions.has(`${event}/${version}`));
  return { all, kept };
}

/**
 * The registry documents that the definitions in scope make. Versions that do not differ from the base revision are taken
 * from the registry, without loading their definitions.
 */
export async function documentsInScope(
  project: Project,
  scope: SomeScope,
  { all, kept }: ScopedRegistry,
): Promise<RegistryDocument[]> {
  const differs = (event: string, version: string) => scope.versions.has(`${event}/${version}`);
  return publishedFrom(project, await loadDefinitions(project, differs), all, kept);
}
