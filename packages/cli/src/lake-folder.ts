import path from 'node:path';
import { dataFolder, type Project } from '@sluice/project';

/** The folder of the local lake, kept out of git: what is merged goes there. */
export async function lakeFolder(project: Project, option: string | undefined): Promise<string> {
  const data = dataFolder(project, option);
  const lake = path.join(data, 'lake');
  const { keepOutOfGit, OWN_NAMES } = await import('@sluice/disk');
  await keepOutOfGit(data, OWN_NAMES.data);
  await keepOutOfGit(lake, OWN_NAMES.lake);
  return lake;
}
