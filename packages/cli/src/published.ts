import { publish, type RegistryDocument } from '@sluice/contract';
import { loadDefinitions } from './load-definitions.js';
import type { Project } from './project.js';
import { parseRegistry, registryTexts } from './registry-files.js';

/** The registry documents that the definitions in the work tree make, over what the registry has frozen already. */
export async function publishedDocuments(project: Project): Promise<RegistryDocument[]> {
  return publish(await loadDefinitions(project), parseRegistry(await registryTexts(project)));
}
