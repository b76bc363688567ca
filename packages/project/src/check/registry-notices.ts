import { canonicalJson, digestOf, plainText, type RegistryDocument } from '@sluice/contract';
import { changedFiles } from '../git/git.js';
import type { Project } from '../project.js';
import { registryTexts } from '../registry/registry-files.js';
import type { Notice } from './notice.js';

/**
 * Registry files that do not say what their definitions make: `sluice generate` was forgotten, or somebody edited them by hand. git is asked
 * which of both only where there are any.
 */
export async function registryNotices(
  project: Project,
  documents: readonly RegistryDocument[],
  commit: string | undefined,
): Promise<Notice[]> {
  const events = new Set(documents.map(({ 'x-sluice': { event } }) => event));
  const texts = registryTexts(project, events);
  const { registry, schemas } = project.config;
  const differing = documents.filter((document) => {
    const text = texts.get(fileOf(document, registry, '.json'));
    return text === undefined || plainText(text) !== canonicalJson(document);
  });
  if (differing.length === 0) return [];
  const changed = new Set((await changedFiles(project.root, commit ?? 'HEAD', [schemas, registry])) ?? []);
  return differing.map((document) => {
    const file = fileOf(document, registry, '.json');
    const source = fileOf(document, schemas, '.ts');
    return noticeOf({ document, file, source, text: texts.get(file) }, changed, commit ?? 'HEAD');
  });
}

function fileOf({ 'x-sluice': { event, version } }: RegistryDocument, folder: string, ending: string): string {
  return `${folder}/${event}/${version}${ending}`;
}

interface Differing {
  readonly document: RegistryDocument;
  readonly file: string;
  readonly source: string;
  readonly text: string | undefined;
}

function noticeOf({ document, file, source, text }: Differing, changed: ReadonlySet<string>, commit: string): Notice {
  const fix = 'Run sluice generate and commit the result.';
  if (text === undefined && changed.has(file))
    return {
      code: 'registry-missing',
      file,
      message: 'The file is published, and is not here.',
      fix: `Restore it from git, its columns are frozen there: git checkout ${commit.slice(0, 12)} -- ${file}. Then run sluice generate.`,
    };
  if (text === undefined) return { code: 'generate-forgotten', file, message: `${source} was not generated yet.`, fix };
  if (isSame(document, text) || (changed.has(file) && !changed.has(source)))
    return {
      code: 'registry-edited',
      file,
      message: 'The file was edited by hand: its definition says something else.',
      fix: `Edit ${source} instead. sluice generate writes the file as its definition says.`,
    };
  if (changed.has(source) && !changed.has(file))
    return { code: 'generate-forgotten', file, message: `${source} was changed since it was generated.`, fix };
  return { code: 'registry-differs', file, message: `The file does not say what ${source} says.`, fix };
}

/** The same version in other bytes: written by no generate. */
function isSame(document: RegistryDocument, text: string): boolean {
  const read = JSON.parse(text) as RegistryDocument;
  return digestOf(read) === digestOf(document) && canonicalJson(read) === canonicalJson(document);
}
