import { documentIn } from '../json-file.js';
import type { GeneratedFile, Target } from '../target.js';
import { emit } from './emit.js';

/** Glue Data Catalog, one TableInput per table. */
export const glueTarget: Target = {
  id: 'glue',
  folder: 'ddl/glue',
  summary: 'TableInput documents for the Glue Data Catalog, one per table.',
  committed: true,
  recognises: isGlueTable,
  emit,
};

/** A table of the catalog, where such a one belongs: JSON has no comments that could say who made it. */
function isGlueTable(file: GeneratedFile): boolean {
  const table = documentIn(file);
  return (
    table?.TableType === 'EXTERNAL_TABLE' &&
    table.StorageDescriptor !== undefined &&
    file.path === `ddl/glue/${table.Name}.json`
  );
}
