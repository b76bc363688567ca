import type { Target } from '../target.js';
import { emit } from './emit.js';

/** Redshift DDL, one script per event. */
export const redshiftTarget: Target = {
  id: 'redshift',
  folder: 'ddl/redshift',
  summary: 'Redshift tables with keys, encodings and comments, and one late-binding view per event.',
  committed: true,
  emit,
};
