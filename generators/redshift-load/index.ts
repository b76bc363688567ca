import { documentIn } from '../json-file.js';
import type { GeneratedFile, Target } from '../target.js';
import { emit } from './emit.js';

/** What loads Redshift from the lake, and who may read it. */
export const redshiftLoadTarget: Target = {
  id: 'redshift-load',
  folder: 'load/redshift',
  summary:
    'Loads of each Redshift table from Parquet and from JSON, the nightly load, the external schema, and grants.',
  committed: true,
  recognises: isJsonPaths,
  emit,
};

/** A list of paths for Redshift's COPY, where such a one belongs. */
function isJsonPaths(file: GeneratedFile): boolean {
  return file.path.startsWith('load/redshift/jsonpaths/') && Array.isArray(documentIn(file)?.jsonpaths);
}
