import { resolveBase } from '../git/git.js';
import { readTree } from '../git/git-tree.js';

/**
 * The files of a folder that are part of the published revision (the merge base with the default branch), by their path below it. None
 * where there is no git or no such revision: then nothing is published.
 */
export async function publishedFiles(root: string, folder: string): Promise<ReadonlySet<string>> {
  const base = await resolveBase(root);
  if (base.kind !== 'revision') return new Set();
  const { texts, unread } = await readTree(root, base.commit, folder, { reads: () => false });
  return new Set([...texts.keys(), ...unread]);
}
