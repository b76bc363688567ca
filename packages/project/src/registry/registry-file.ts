import { existsSync } from 'node:fs';
import path from 'node:path';
import { type ContractModel, modelOf, type RegistryDocument } from '@sluice/contract';
import { resolveConfig } from '../config.js';
import type { ResolvedConfig } from '../configuration/sluice-config.js';
import { UsageError } from '../errors.js';
import { findProject, type Project } from '../project.js';
import { parseRegistry, registryTexts, withoutExact } from './registry-files.js';

/** A registry document that a command was given, and where it lies. */
export interface GivenDocument {
  readonly document: RegistryDocument;
  /** Absent where it came in a line of a stream. */
  readonly file?: string;
}

/** The contract that given documents belong to, as far as it is at hand. */
export interface Surroundings {
  /** With the given documents in place of those of the same number. */
  readonly model: ContractModel;
  /** The project's, else the defaults. */
  readonly config: ResolvedConfig;
  /** What was found of the contract, for people. */
  readonly found: string;
  /** Whether other events and the envelope are known. */
  readonly complete: boolean;
}

/** Whether a JSON value is a document of a registry: it says which version of which event it is, in `x-sluice`. */
export function isRegistryDocument(value: unknown): value is RegistryDocument {
  if (typeof value !== 'object' || value === null) return false;
  const block = (value as { readonly 'x-sluice'?: { readonly event?: unknown; readonly version?: unknown } })[
    'x-sluice'
  ];
  return typeof block?.event === 'string' && typeof block.version === 'string';
}

/** `purchase 1.1`: what a registry document is called in messages. */
export function documentName({ 'x-sluice': { event, version } }: RegistryDocument): string {
  return `${event} ${version}`;
}

/**
 * The contract around documents: the registry that one of them lies in, else that of the project at hand if it has the event, else
 * nothing but the documents themselves.
 */
export async function surroundingsOf(given: readonly GivenDocument[], cwd: string): Promise<Surroundings> {
  for (const { document, file } of given) withoutExact(document, file ?? documentName(document));
  const project = await projectAt(cwd);
  const config = project?.config ?? resolveConfig({});
  const home = given.map(registryOf).find((folder) => folder !== undefined);
  const around = home === undefined ? documentsOf(project, given) : documentsIn(home, config);
  const ids = new Set(given.map(({ document }) => documentName(document)));
  const documents = [
    ...around.filter((document) => !ids.has(documentName(document))),
    ...given.map(({ document }) => document),
  ];
  const complete = around.length > 0;
  const found = complete
    ? `The rest of the contract is that of ${path.relative(cwd, home ?? registryFolder(project)) || '.'}.`
    : 'No registry is at hand: other versions, other events and the envelope are not known.';
  return { model: modelOf(documents), config, found, complete };
}

async function projectAt(cwd: string): Promise<Project | undefined> {
  try {
    return await findProject(cwd);
  } catch (error) {
    if (error instanceof UsageError && error.message.startsWith('There is no project')) return undefined;
    throw error;
  }
}

/** The registry that a file lies in, by its place: `<registry>/<event>/<version>.json`, with an envelope beside it. */
function registryOf({ document, file }: GivenDocument): string | undefined {
  if (file === undefined) return undefined;
  const { event, version } = document['x-sluice'];
  const folder = path.dirname(file);
  const home = path.dirname(folder);
  const isAtHome = path.basename(file) === `${version}.json` && path.basename(folder) === event;
  return isAtHome && existsSync(path.join(home, 'envelope')) ? home : undefined;
}

function documentsIn(home: string, config: ResolvedConfig): RegistryDocument[] {
  const project = { root: path.dirname(home), config: { ...config, registry: path.basename(home) } };
  return parseRegistry(registryTexts(project)).filter(isRegistryDocument);
}

/** A copy of a registry file belongs to the project that it is looked at in, if that knows the event. */
function documentsOf(project: Project | undefined, given: readonly GivenDocument[]): RegistryDocument[] {
  if (!project) return [];
  const documents = parseRegistry(registryTexts(project)).filter(isRegistryDocument);
  const events = new Set(documents.map(({ 'x-sluice': { event } }) => event));
  return given.every(({ document }) => events.has(document['x-sluice'].event)) ? documents : [];
}

function registryFolder(project: Project | undefined): string {
  return project ? path.join(project.root, project.config.registry) : '';
}
