import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WaiverFile } from '@sluice/compat';
import { plainText } from '@sluice/contract';
import type { Project } from '../project.js';

/** Every `schemas/<event>/waivers/*.json`, in the order of their paths. */
export async function readWaivers({ root, config }: Project): Promise<WaiverFile[]> {
  const files: WaiverFile[] = [];
  const folders = (await readdir(path.join(root, config.schemas), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  for (const event of folders.sort()) {
    const folder = `${config.schemas}/${event}/waivers`;
    if (!existsSync(path.join(root, folder))) continue;
    const names = (await readdir(path.join(root, folder))).filter((name) => name.endsWith('.json'));
    for (const name of names.sort()) {
      const file = `${folder}/${name}`;
      files.push({ event, file, text: plainText(await readFile(path.join(root, file), 'utf8')) });
    }
  }
  return files;
}
