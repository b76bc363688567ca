import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Finding, PositionOf, SourcePosition } from '@sluice/compat';
import type { Project } from '../project.js';
import { lineOf, namesOn } from './source-scan.js';

/**
 * Where each finding's cause is written (in `lines` where that is known), with paths below the repository, as forges want them. Reads each definition
 * once. A definition that is gone is named all the same, at its first line.
 */
export async function sourcePositions(
  project: Project,
  findings: readonly Finding[],
  lines: ReadonlyMap<Finding, number> = new Map(),
): Promise<PositionOf> {
  const prefix = folderInRepository(project.root);
  const positions = new Map<Finding, SourcePosition>();
  const sources = new Map<string, string>();
  for (const finding of findings) {
    const file = finding.file ?? `${project.config.schemas}/${finding.event}/${finding.version}.ts`;
    if (!sources.has(file)) sources.set(file, await sourceOf(path.join(project.root, file)));
    const found = finding.file === undefined ? lineOf(sources.get(file) ?? '', namesOn(finding.path)) : 1;
    const line = lines.get(finding) ?? found;
    positions.set(finding, { file: `${prefix}${file}`, line });
  }
  return (finding) => positions.get(finding);
}

async function sourceOf(file: string): Promise<string> {
  return existsSync(file) ? readFile(file, 'utf8') : '';
}

/** The way from the repository's root to a project inside it, with a slash at its end; empty for the root itself. */
function folderInRepository(root: string): string {
  for (let folder = root; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) {
      const below = path.relative(folder, root).split(path.sep).join('/');
      return below === '' ? '' : `${below}/`;
    }
    if (folder === path.dirname(folder)) return '';
  }
}
