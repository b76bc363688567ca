import { documentIn } from '../json-file.js';
import type { GeneratedFile, Target } from '../target.js';
import { emit } from './emit.js';

/** Validators and row writers for the collector, the local stream and the transform Lambda. */
export const ingestTarget: Target = {
  id: 'ingest',
  folder: 'ingest',
  summary: 'Validators, upcasts and row writers of every published version, as plain JavaScript for the run time.',
  committed: false,
  recognises: isModuleManifest,
  emit,
};

/** What tells bundlers that the validators have no side effects. */
function isModuleManifest(file: GeneratedFile): boolean {
  return file.path === 'ingest/package.json' && documentIn(file)?.sideEffects === false;
}
