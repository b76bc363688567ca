import { publish, type RegistryDocument } from '@sluice/contract';
import type { CheckScope } from './check-scope.js';
import { loadDefinitions } from './load-definitions.js';
import type { Project } from './project.js';
import { parseRegistry, registryTexts } from './registry-files.js';

/** The registry documents that the definitions in the work tree make, over what the registry has frozen already. */
export async function publishedDocuments(project: Project): Promise<RegistryDocument[]> {
  return publish(await loadDefinitions(project), parseRegistry(await registryTexts(project)));
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
