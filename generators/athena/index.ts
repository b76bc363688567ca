import type { Target } from '../target.js';
import { emit } from './emit.js';

/** Athena DDL, one script per event. */
export const athenaTarget: Target = {
  id: 'athena',
  folder: 'ddl/athena',
  summary: 'Athena tables over the raw JSON and the merged Parquet, and one view per event.',
  committed: true,
  emit,
};
