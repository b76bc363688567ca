import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import path from 'node:path';
import { type ContractModel, modelOf } from '@sluice/contract';
import type { RuntimeContract } from '@sluice/ingest';
import { findProject, type Project } from '@sluice/project';
import { publishedDocuments } from '@sluice/project/registry';
import { runtimeContractOf } from '../../runtime-contract.js';

/** A contract that follows the definitions while it is in use: who holds it sees the newest at every look. */
interface LiveContract extends RuntimeContract {
  readonly model: ContractModel;
}

/** The contract that the definitions make now, and how to replace it. */
export interface Reloadable {
  readonly contract: LiveContract;
  /** Reads the definitions again. What is wrong with them rejects, and the contract stays as it was; else whether it changed. */
  reload(): Promise<boolean>;
}

interface Current {
  readonly model: ContractModel;
  readonly runtime: RuntimeContract;
}

/** The contract that a project's definitions make, ready to be reloaded. */
export async function reloadable(project: Project): Promise<Reloadable> {
  let current = await contractOf(project);
  const contract: LiveContract = {
    get model() {
      return current.model;
    },
    get digest() {
      return current.runtime.digest;
    },
    get events() {
      return current.runtime.events;
    },
  };
  const reload = async () => {
    const next = await contractOf(await findProject(project.root));
    const changed = next.runtime.digest !== current.runtime.digest;
    current = next;
    return changed;
  };
  return { contract, reload };
}

async function contractOf(project: Project): Promise<Current> {
  const model = modelOf(await publishedDocuments(project));
  return { model, runtime: await runtimeContractOf(project, model) };
}

/** Editors write a file in several steps, and git many files at once: what comes within this time is one change. */
const settleMs = 200;

/** Calls back, never twice at a time, after files of the definitions changed; the returned function ends that. */
export function watchDefinitions({ root, config }: Project, changed: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const stop = watchFolders(path.join(root, config.schemas), () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(changed);
    }, settleMs);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/**
 * Folder by folder: on Linux, a recursive watch of Node follows files, and loses one that an editor replaces. Folders that come and go are
 * found with every change.
 */
function watchFolders(top: string, changed: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  const look = () => {
    const there = new Set(foldersIn(top));
    for (const [folder, watcher] of watchers) if (!there.has(folder)) end(folder, watcher);
    for (const folder of there) if (!watchers.has(folder)) begin(folder);
  };
  const end = (folder: string, watcher: FSWatcher) => {
    watcher.close();
    watchers.delete(folder);
  };
  const begin = (folder: string) => {
    const watcher = watch(folder, () => {
      look();
      changed();
    });
    watcher.on('error', () => end(folder, watcher));
    watchers.set(folder, watcher);
  };
  look();
  return () => {
    for (const [folder, watcher] of watchers) end(folder, watcher);
  };
}

function foldersIn(top: string): string[] {
  if (!existsSync(top)) return [];
  const inside = readdirSync(top, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [top, ...inside.flatMap(({ name }) => foldersIn(path.join(top, name)))];
}
