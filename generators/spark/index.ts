import type { Target } from '../target.js';
import { emit } from './emit.js';

/** Spark SQL, one script per event, and each table's StructType. */
export const sparkTarget: Target = {
  id: 'spark',
  summary: 'Spark SQL tables and views over the lake, and the StructType of every table as JSON.',
  committed: true,
  emit,
};
