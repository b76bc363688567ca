import { documentIn } from '../json-file.js';
import type { GeneratedFile, Target } from '../target.js';
import { emit } from './emit.js';

/** Spark SQL, one script per event, and each table's StructType. */
export const sparkTarget: Target = {
  id: 'spark',
  folder: 'ddl/spark',
  summary: 'Spark SQL tables and views over the lake, and the StructType of every table as JSON.',
  committed: true,
  recognises: isStructType,
  emit,
};

/** A StructType, where such a one belongs: JSON has no comments that could say who made it. */
function isStructType(file: GeneratedFile): boolean {
  if (!/^ddl\/spark\/[a-z0-9_]+_v\d+\.json$/.test(file.path)) return false;
  const struct = documentIn(file);
  return struct?.type === 'struct' && Array.isArray(struct.fields);
}
