import type { Target } from '../target.js';
import { emit } from './emit.js';

/** Glue Data Catalog, one TableInput per table. */
export const glueTarget: Target = {
  id: 'glue',
  summary: 'TableInput documents for the Glue Data Catalog, one per table.',
  committed: true,
  emit,
};
