import type { Finding } from '@sluice/compat';
import { fingerprintOf } from '@sluice/compat/internal';
import { conflictedFiles } from '../git/git.js';
import type { Project } from '../project.js';

/** Files of the project that hold an unresolved merge conflict, where loading them has not stopped at it: an error each. */
export async function conflictFindings({ root, config, configFile }: Project): Promise<Finding[]> {
  const paths = [config.schemas, config.registry, config.generated, ...(configFile === undefined ? [] : [configFile])];
  const files = await conflictedFiles(root, paths);
  return files.map((file) => {
    const identity = { rule: 'merge-conflict', event: 'contract', surface: 'files', path: '' };
    const isGenerated = file.startsWith(`${config.generated}/`) && !file.includes('/migrations/');
    return {
      ...identity,
      severity: 'error',
      version: '',
      message: `${file} holds an unresolved merge conflict.`,
      why: 'What is deployed or built from the file would not be what anybody reviewed.',
      fix: isGenerated
        ? 'Run sluice generate: it writes the file anew.'
        : 'Keep one of the two parts, and take the marks out.',
      verdict: 'unknown',
      fingerprint: fingerprintOf({ ...identity, kind: 'merge-conflict', detail: file }),
      file,
    };
  });
}
