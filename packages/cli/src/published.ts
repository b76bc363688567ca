import { type Problem, publish, type RegistryDocument } from '@sluice/contract';
import type { CheckScope } from './check-scope.js';
import { loadDefinitions } from './load-definitions.js';
import { ProblemList } from './problems.js';
import type { Project } from './project.js';
import { parseRegistry, registryTexts } from './registry-files.js';

/** The registry documents that the definitions in the work tree make, over what the registry has frozen already. */
export async function publishedDocuments(project: Project): Promise<RegistryDocument[]> {
  const definitions = await loadDefinitions(project);
  const lost = definitions.length > 0 && !definitions.some(({ kind }) => kind === 'envelope');
  if (lost) throw new ProblemList([envelopeMissing(project.config.schemas)]);
  return publish(definitions, parseRegistry(await registryTexts(project)));
}

function envelopeMissing(schemas: string): Problem {
  return {
    code: 'envelope-missing',
    path: `${schemas}/envelope`,
    message: 'There is no envelope: tables would have no event_id and no time.',
    fix: 'Define it with defineEnvelope in schemas/envelope/1.0.ts; sluice new writes a usual one with the first event.',
  };
}

/**
 * The same for what a check looks at: the envelope and the events in scope. Versions that do not differ from the base
 * revision are taken from the registry, without loading their definitions.
 */
export async function documentsInScope(project: Project, scope: CheckScope): Promise<RegistryDocument[]> {
  if (scope.kind === 'all') return publishedDocuments(project);
  const differs = (event: string, version: string) => scope.versions.has(`${event}/${version}`);
  const registry = parseRegistry(await registryTexts(project, new Set(['envelope', ...scope.events])));
  const kept = registry.filter(({ 'x-sluice': { event, version } }) => !differs(event, version));
  return publish(await loadDefinitions(project, differs), registry, kept);
}
