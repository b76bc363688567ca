import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keepOutOfGit } from '@sluice/disk';

/**
 * Keeps a folder of build products out of git where everything at its top is ours. npm takes an ignore file of git for its own and would
 * leave the products out of a package that brings them along; it looks at `.npmignore` instead where there is one.
 */
export async function keepProductOut(root: string, folder: string, own: ReadonlySet<string>): Promise<void> {
  const target = path.join(root, folder);
  const names = new RegExp(`^(${[...own, npmIgnore].map(escaped).join('|')})$`);
  if (await keepOutOfGit(target, names)) await writeFile(path.join(target, npmIgnore), '', { flag: 'a' });
}

const npmIgnore = '.npmignore';

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
