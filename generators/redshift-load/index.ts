import type { Target } from '../target.js';
import { emit } from './emit.js';

/** What loads Redshift from the lake, and who may read it. */
export const redshiftLoadTarget: Target = {
  id: 'redshift-load',
  summary:
    'Loads of each Redshift table from Parquet and from JSON, the nightly load, the external schema, and grants.',
  committed: true,
  emit,
};
