import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ContractModel } from '@sluice/contract';
import { keepOutOfGit, OWN_NAMES } from '@sluice/disk';
import { targets } from '@sluice/generators';
import type { RuntimeContract } from '@sluice/ingest';
import type { Project } from '@sluice/project';
import { importBundled } from '@sluice/project/definitions';
import { registryModel } from '@sluice/project/registry';

/** The validators and row writers of the project's registry, generated and loaded into this process. */
export async function loadRuntimeContract(project: Project): Promise<RuntimeContract> {
  return runtimeContractOf(project, await registryModel(project));
}

/** The same for a contract that is at hand. */
export async function runtimeContractOf(project: Project, model: ContractModel): Promise<RuntimeContract> {
  const target = await targets.find(({ id }) => id === 'ingest')?.load();
  const emitted = target?.emit({ model, options: project.config }) ?? [];
  const folder = path.join(project.root, '.sluice', 'cache', `runtime-${process.pid}`);
  for (const file of emitted) {
    await mkdir(path.dirname(path.join(folder, file.path)), { recursive: true });
    await writeFile(path.join(folder, file.path), file.content);
  }
  await keepOutOfGit(path.join(project.root, '.sluice'), OWN_NAMES.data);
  try {
    const module = await importBundled(folder, "export { contract } from './ingest/index.js';");
    return module.contract as RuntimeContract;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
