import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ContractError, type ContractModel, modelOf, type RegistryDocument } from '@sluice/contract';
import { CommandError } from './exit.js';
import type { Project } from './project.js';

/**
 * The registry as it lies in the work tree: path below the project (forward slashes) to text. Empty where there is none.
 * With `events`, only these events' files.
 */
export function registryTexts({ root, config }: Project, events?: ReadonlySet<string>): Map<string, string> {
  const texts = new Map<string, string>();
  const folders = events ? [...events].map((event) => `${config.registry}/${event}`) : [config.registry];
  for (const folder of folders.filter((name) => existsSync(path.join(root, name)))) {
    for (const name of (readdirSync(path.join(root, folder), { recursive: true }) as string[]).sort()) {
      if (!name.endsWith('.json')) continue;
      texts.set(`${folder}/${name.split(path.sep).join('/')}`, readFileSync(path.join(root, folder, name), 'utf8'));
    }
  }
  return texts;
}

/** Parses registry files. Throws a ContractError that names the file which is no JSON. */
export function parseRegistry(texts: ReadonlyMap<string, string>): RegistryDocument[] {
  return [...texts].map(([file, text]) => {
    try {
      return JSON.parse(text) as RegistryDocument;
    } catch (error) {
      throw new ContractError({
        code: 'registry-json',
        path: file,
        message: `The file is no JSON: ${(error as Error).message}.`,
        fix: 'Resolve the merge conflict, or restore the file from git, and run sluice generate.',
      });
    }
  });
}

/** The contract as published in the work tree's registry. Throws where there is none yet. */
export async function registryModel(project: Project): Promise<ContractModel> {
  const documents = parseRegistry(registryTexts(project));
  if (documents.length > 0) return modelOf(documents);
  throw new CommandError(
    `There is no registry at ${path.join(project.root, project.config.registry)}.`,
    'Run: sluice generate',
  );
}
