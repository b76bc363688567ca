import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  ContractError,
  type ContractModel,
  conflictLine,
  exactIn,
  isContractError,
  modelOf,
  type Problem,
  plainText,
  type RegistryDocument,
  readJson,
  takeAll,
} from '@sluice/contract';
import { CommandError } from '../errors.js';
import type { Project } from '../project.js';

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
      texts.set(
        `${folder}/${name.split(path.sep).join('/')}`,
        plainText(readFileSync(path.join(root, folder, name), 'utf8')),
      );
    }
  }
  return texts;
}

/** Parses registry files. Throws a ContractError that names the file which is no JSON, or holds a merge conflict. */
export function parseRegistry(texts: ReadonlyMap<string, string>): RegistryDocument[] {
  const documents: RegistryDocument[] = [];
  takeAll(
    [...texts].map(
      ([file, text]) =>
        () =>
          void documents.push(parsed(file, text)),
    ),
  );
  return documents;
}

function parsed(file: string, text: string): RegistryDocument {
  try {
    return inItsPlace(withoutExact(readJson(text), file), file);
  } catch (error) {
    if (isContractError(error)) throw error;
    throw new ContractError(unreadable(file, text, error as Error));
  }
}

/** A file that stands where a version belongs has to say that version; what else lies in the folder is left for the model to judge. */
function inItsPlace(document: unknown, file: string): RegistryDocument {
  const [, event, version] = /(?:^|[/:])([a-z][a-z0-9_]*)\/(\d+\.\d+)\.json$/.exec(file) ?? [];
  const block = (document as Partial<RegistryDocument> | null | undefined)?.['x-sluice'];
  if (event === undefined || (block?.event === event && block.version === version)) return document as RegistryDocument;
  const says = block?.event === undefined ? 'is no document of the registry' : `says ${block.event} ${block.version}`;
  throw new ContractError({
    code: 'not-a-registry-document',
    path: file,
    message: `The file ${says}, and lies where ${event} ${version} belongs: it was edited or moved by hand.`,
    fix: `Restore it from git: git checkout HEAD -- ${file.slice(file.indexOf(':') + 1)}`,
  });
}

/**
 * The document, if a double holds every number in it: nothing that `sluice generate` writes has another one, so that somebody
 * has edited the file. Throws a ContractError otherwise.
 */
export function withoutExact(document: unknown, file: string): unknown {
  const number = exactIn(document);
  if (number === undefined) return document;
  throw new ContractError({
    code: 'registry-number',
    path: file,
    message: `The file holds ${number.text}, a number that loses digits where it is read as a double.`,
    fix: 'Restore the file from git, change the definition, and run sluice generate.',
  });
}

function unreadable(file: string, text: string, error: Error): Problem {
  const line = conflictLine(text);
  if (line === undefined) {
    const fix = 'Restore the file from git, and run sluice generate.';
    return { code: 'registry-json', path: file, message: `The file is no JSON: ${error.message}.`, fix };
  }
  return {
    code: 'merge-conflict',
    path: `${file}:${line}`,
    message: 'The file holds an unresolved merge conflict.',
    fix: `Take the file as one of the branches has it (published columns stay: git checkout origin/main -- ${file}), and run sluice generate.`,
  };
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
